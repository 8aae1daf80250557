import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const source = join(import.meta.dirname, '..', '..', 'src');

/** Which parts of src a part may import from, beside itself; and whether it may know VS Code and Node. */
interface Rule {
  readonly parts: readonly string[];
  readonly vscode?: boolean;
  readonly packages?: readonly string[];
}

const everything = ['accounts', 'api', 'commands', 'inventory', 'manifest', 'platform', 'views', 'simulator'];

const rules: Readonly<Record<string, Rule>> = {
  extension: { parts: everything, vscode: true },
  manifest: { parts: [] },
  api: { parts: [], packages: ['node-fetch', 'valibot', 'p-limit'] },
  inventory: { parts: ['api'], packages: ['ipaddr.js', 'p-limit', 'valibot'] },
  accounts: { parts: ['api', 'inventory', 'manifest'], packages: ['valibot'] },
  platform: { parts: ['accounts', 'api', 'inventory', 'manifest'], vscode: true },
  views: { parts: ['accounts', 'inventory', 'manifest', 'platform'], vscode: true },
  commands: { parts: ['accounts', 'inventory', 'manifest', 'platform'], vscode: true },
  simulator: { parts: [] },
};

/**
 * The simulator's stand-alone server is a program for Node, and is not in the extension's bundle. Snapshots are read
 * while VS Code's own file system still starts; in a browser it would have to do.
 */
const nodePrograms = ['simulator/serve.ts', 'simulator/carrier.ts', 'platform/snapshotFiles.ts'];

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(source, file), 'utf8'));
  return importedFiles.map(({ fileName }) => ({ from: file, to: resolve(file, fileName) }));
}

function resolve(file: string, name: string): string {
  return name.startsWith('.') ? relative(source, join(source, dirname(file), name)) : name;
}

function partOf(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? file;
}

function isOwn({ to }: Import): boolean {
  return to.endsWith('.ts');
}

function isAllowed({ from, to }: Import): boolean {
  const rule = rules[partOf(from)];
  if (!rule) return false;
  if (to.endsWith('.ts')) return partOf(to) === partOf(from) || rule.parts.includes(partOf(to));
  if (to === 'vscode') return rule.vscode === true;
  if (isBuiltin(to)) return nodePrograms.includes(from);
  return rule.packages?.includes(to) ?? false;
}

function words({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

const files = globSync('**/*.ts', { cwd: source });
const imports = files.flatMap(importsOf);

describe('The layers of src', () => {
  it('are imported only from where they may be', () => {
    assert.deepEqual(imports.filter((each) => !isAllowed(each)).map(words), []);
  });

  it('let nobody but the extension reach the simulator, and that only when it is needed', () => {
    const reaching = imports.filter(
      ({ from, to }) => partOf(to) === 'simulator' && partOf(from) !== 'simulator',
    );
    assert.deepEqual(reaching.map(words), ['extension.ts imports simulator/demo.ts']);
    assert.match(
      readFileSync(join(source, 'extension.ts'), 'utf8'),
      /await import\('\.\/simulator\/demo\.ts'\)/,
    );
  });

  it('have no cycles', () => {
    const next = new Map(
      files.map((file) => [file, imports.filter((each) => each.from === file && isOwn(each))]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) return cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      for (const { to } of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
      return;
    };
    for (const file of files) visit(file, []);
    assert.deepEqual(cycles, []);
  });

  it('are measured: the test sees forbidden imports', () => {
    assert.equal(isAllowed({ from: 'views/x.ts', to: 'api/errors.ts' }), false);
    assert.equal(isAllowed({ from: 'api/x.ts', to: 'node:fs' }), false);
    assert.equal(isAllowed({ from: 'inventory/x.ts', to: 'vscode' }), false);
    assert.ok(imports.length > 100);
  });
});
