import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/setup/kit.mjs';

interface Task {
  readonly label: string;
  readonly type: string;
  readonly script?: string;
  readonly command?: string;
  readonly args?: readonly string[];
}

interface Launch {
  readonly name: string;
  readonly preLaunchTask?: string;
  readonly program?: string;
  readonly args: readonly string[];
}

const { scripts } = read('package.json') as { scripts: Readonly<Record<string, string>> };
const { tasks } = read('.vscode/tasks.json') as { tasks: readonly Task[] };
const { configurations } = read('.vscode/launch.json') as { configurations: readonly Launch[] };

describe('The files in .vscode', () => {
  for (const { label, script } of tasks.filter(({ type }) => type === 'npm')) {
    it(`has a script for the task ${label}`, () => assert.ok(script !== undefined && script in scripts));
  }

  for (const { label, command, args = [] } of tasks.filter(({ type }) => type === 'process')) {
    it(`has a command for the task ${label}`, () => {
      assert.equal(command, 'node');
      assertCommand(args);
    });
  }

  for (const { name, preLaunchTask, program, args } of configurations) {
    it(`can start ${name}`, () => {
      if (preLaunchTask !== undefined) assert.ok(tasks.some(({ label }) => label === preLaunchTask));
      if (program !== undefined) assertCommand([program.replace('${workspaceFolder}/', ''), ...args]);
    });
  }
});

describe('The scripts in package.json', () => {
  const commands = Object.entries(scripts).filter(([, line]) =>
    line.startsWith('node test/support/run.mjs '),
  );
  for (const [name, line] of commands) {
    it(`has a command for npm run ${name}`, () => assertCommand(line.split(' ').slice(1)));
  }

  it('are told what there is when they ask for something else', () => {
    const run = () =>
      execFileSync(process.execPath, ['test/support/run.mjs', 'dance'], { cwd: root, stdio: 'pipe' });
    assert.throws(run, /Usage: node test\/support\/run\.mjs start\|/);
  });
});

function assertCommand([runner, command]: readonly string[]): void {
  assert.equal(runner, 'test/support/run.mjs');
  assert.ok(existsSync(join(root, 'test', 'support', `${command ?? ''}.ts`)), `no command ${command ?? ''}`);
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
