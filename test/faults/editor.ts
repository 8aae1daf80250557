// What people are shown of rows and errors, and what is written into the log, without an editor.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Keyring } from './keyring.ts';
import * as standIn from './vscode-stand-in.ts';

const { ExtensionMode } = standIn;

const editorUrl = 'editor:vscode';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: editorUrl, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === editorUrl ? { format: 'module', source: editorSource(), shortCircuit: true } : next(url, context),
});

/** The stand-in, and nothing under every other name that the editor's API has. */
function editorSource(): string {
  const types = join(import.meta.dirname, '..', '..', 'node_modules', '@types', 'vscode', 'index.d.ts');
  const declared = readFileSync(types, 'utf8').matchAll(
    /^\s*export (?:abstract )?(?:class|enum|namespace|const|let|function) (\w+)/gm,
  );
  const names = new Set([...declared].flatMap(([, name]) => (name && !(name in standIn) ? [name] : [])));
  const from = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'vscode-stand-in.ts')).href);
  const others = [...names].map((name) => `export const ${name} = nothing();`);
  return [`import { nothing } from ${from};`, `export * from ${from};`, ...others].join('\n');
}

// Only from here on there is something to import in place of the editor.
export const { ThemeIcon } = await import('vscode');
export const { explain } = await import('../../src/platform/explain.ts');
export const { Log } = await import('../../src/platform/log.ts');
export const { tooltip } = await import('../../src/views/tooltips.ts');
export const { treeItem } = await import('../../src/views/treeItems.ts');
export const { tellSettled } = await import('../../src/commands/flow/settled.ts');
export const { hostNameComplaint, labelComplaint } = await import('../../src/commands/flow/complaints.ts');
export const { activityItem } = await import('../../src/views/activityItem.ts');
export const { lineOf, recordOf } = await import('../../src/platform/activityText.ts');
const { activate } = await import('../../src/extension.ts');

const nothingStored = { get: () => undefined };

/** Activates the extension and gives what it exports. */
export function activateIn(mode: 'Production' | 'Development' | 'Test'): unknown {
  const context = {
    subscriptions: [],
    extensionMode: ExtensionMode[mode],
    extensionUri: '',
    globalStorageUri: { fsPath: join(import.meta.dirname, 'no-such-folder') },
    extension: { packageJSON: { version: '0.0.0' } },
    secrets: new Keyring(),
    workspaceState: nothingStored,
    globalState: nothingStored,
  };
  return Reflect.apply(activate, undefined, [context]);
}
