// What people are shown of rows and errors, and what is written into the log, without an editor.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Keyring } from './keyring.ts';
import { ExtensionMode } from './vscode-stand-in.ts';

const standIn = pathToFileURL(join(import.meta.dirname, 'vscode-stand-in.ts')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

// Only from here on there is something to import in place of the editor.
export const { ThemeIcon } = await import('vscode');
export const { explain } = await import('../../src/platform/explain.ts');
export const { Log } = await import('../../src/platform/log.ts');
export const { tooltip } = await import('../../src/views/tooltips.ts');
export const { treeItem } = await import('../../src/views/treeItems.ts');
export const { tellSettled } = await import('../../src/commands/flow/settled.ts');
const { activate } = await import('../../src/extension.ts');

/** Activates the extension and gives what it exports. */
export function activateIn(mode: 'Production' | 'Development' | 'Test'): unknown {
  const context = {
    subscriptions: [],
    extensionMode: ExtensionMode[mode],
    extensionUri: '',
    extension: { packageJSON: { version: '0.0.0' } },
    secrets: new Keyring(),
  };
  return Reflect.apply(activate, undefined, [context]);
}
