// What VS Code calls in its extension host to run the tests; bundle.ts puts the tests in.
import { format } from 'node:util';
import { createMocha, runMocha } from '../mocha/tests.ts';
import { loadTests } from 'workbench-tests';
import { mark } from './console.ts';

/** VS Code takes a rejection as failure. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  markConsole();
  const mocha = createMocha(20_000);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  loadTests();
  const failures = await runMocha(mocha);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

// The page mixes this console with its own chatter: the mark tells them apart. A console of our own, since VS Code
// has made the methods of the present one unchangeable.
function markConsole(): void {
  const original = console;
  const marked = (level: 'log' | 'info' | 'warn' | 'error') => ({
    value: (...args: unknown[]) => original[level](mark + format(...args)),
  });
  const methods = { log: marked('log'), info: marked('info'), warn: marked('warn'), error: marked('error') };
  globalThis.console = Object.create(original, methods) as Console;
}
