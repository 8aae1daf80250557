import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultApiUrl, normalizeApiUrl } from '../../src/accounts/apiUrl.ts';
import { authentication, commands, contextKeys, extensionId, settings, views } from '../../src/manifest.ts';

const root = join(import.meta.dirname, '..', '..');

interface Command {
  readonly command: string;
  readonly title: string;
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly args?: unknown;
}

interface Setting {
  readonly scope: string;
  readonly default: string;
  readonly pattern: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly enabledApiProposals?: unknown;
  readonly extensionKind: unknown;
  readonly capabilities: {
    readonly virtualWorkspaces: unknown;
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: unknown };
  };
  readonly contributes: {
    readonly authentication: unknown;
    readonly commands: readonly Command[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly MenuItem[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { contributes } = manifest;
const apiUrl = contributes.configuration.properties[`${settings.section}.${settings.apiUrl}`];
const declared = contributes.commands.map(({ command }) => command);

describe('The manifest', () => {
  it('has the name by which the code knows the extension', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
  });

  it('declares exactly the commands that the code registers', () => {
    assert.deepEqual([...declared].sort(), Object.values(commands).sort());
  });

  it('declares exactly the views and settings that the code uses', () => {
    const ids = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    assert.deepEqual(ids, Object.values(views));
    const { section, ...names } = settings;
    assert.deepEqual(
      Object.keys(contributes.configuration.properties),
      Object.values(names).map((name) => `${section}.${name}`),
    );
  });

  it('names the accounts as VS Code’s Accounts menu is told', () => {
    assert.deepEqual(contributes.authentication, [authentication]);
  });

  it('uses in menus and keybindings only commands that exist', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    assert.deepEqual(
      used.flatMap(({ command }) => (command === undefined || declared.includes(command) ? [] : [command])),
      [],
    );
  });

  it('fills each submenu, and shows it', () => {
    const ids = contributes.submenus.map(({ id }) => id);
    const shown = Object.values(contributes.menus).flatMap((menu) =>
      menu.flatMap(({ submenu }) => submenu ?? []),
    );
    assert.deepEqual([...new Set(shown)].sort(), [...ids].sort());
    for (const id of ids) assert.ok((contributes.menus[id] ?? []).length > 0, id);
  });

  it('asks only for context keys that the code sets', () => {
    const own = new Set<string>([...Object.values(contextKeys), ...Object.values(views)]);
    const asked =
      text.match(
        /katapult\.(session|demo|empty|filtered|activities|bound|several|readOnly|remoteSsh)\b(?!%)/g,
      ) ?? [];
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((key) => !own.has(key)),
      [],
    );
  });

  it('has words for every text, and no words that nothing uses', () => {
    const asked = new Set(text.match(/(?<=")%[\w.]+%(?=")/g)?.map((key) => key.slice(1, -1)));
    assert.deepEqual([...asked].sort(), Object.keys(words).sort());
  });

  it('shows at most three inline icons on a row', () => {
    const inline = (contributes.menus['view/item/context'] ?? []).filter(
      (item) => 'group' in item && String(item.group).startsWith('inline'),
    );
    for (const kind of ['can:allocate', 'can:copy', 'can:retry']) {
      assert.ok(inline.filter(({ when }) => when?.includes(kind)).length <= 3);
    }
  });

  it('keeps the API address out of the reach of workspaces', () => {
    assert.equal(apiUrl?.scope, 'machine');
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, [
      `${settings.section}.${settings.apiUrl}`,
    ]);
  });

  it('runs wherever VS Code does, of whatever workspace: it needs none', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.deepEqual([untrustedWorkspaces.supported, virtualWorkspaces], ['limited', true]);
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
  });

  it('describes the API address as the code takes it', () => {
    assert.equal(apiUrl?.default, defaultApiUrl);
    const pattern = new RegExp(apiUrl.pattern);
    const taken = [
      'https://api.example/v1',
      'http://localhost:1/v1',
      'http://127.0.0.1/v1',
      'http://[::1]/v1',
    ];
    for (const url of taken) {
      assert.match(url, pattern);
      assert.ok(normalizeApiUrl(url));
    }
    for (const url of ['http://api.example/v1', 'ftp://localhost/', 'api.example']) {
      assert.doesNotMatch(url, pattern);
      assert.throws(() => normalizeApiUrl(url));
    }
  });

  it('offers on a row only what the row can do', () => {
    const files = globSync('src/views/*.ts', { cwd: root });
    const known = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    const menus = ['view/item/context', ...contributes.submenus.map(({ id }) => id)];
    for (const { command, submenu, when } of menus.flatMap((menu) => contributes.menus[menu] ?? [])) {
      const capability = /(?:^|&& )viewItem =~ \/;can:(\w+);\/$/.exec(when ?? '')?.[1];
      const given =
        capability && (known.includes(`'${capability}'`) || known.includes(`;can:${capability};`));
      assert.ok(given, `${command ?? submenu}: ${when}`);
    }
  });

  it('leaves out of the palette what needs a row', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(
      hidden.map(({ command }) => command).sort(),
      [
        commands.refreshAll,
        commands.retry,
        commands.undoActivity,
        commands.retryActivity,
        commands.checkActivity,
        commands.copyActivity,
        commands.explainScope,
      ].sort(),
    );
  });

  it('binds keys only while the tree has the focus, and to what is selected', () => {
    for (const { when } of contributes.keybindings) {
      assert.equal(
        when,
        `focusedView == ${views.virtualMachines} && !inputFocus && ${contextKeys.session} == open`,
      );
    }
    const ofEverything: readonly (string | undefined)[] = [commands.find, commands.refreshAll, commands.undo];
    for (const { command, args } of contributes.keybindings) {
      assert.equal(args, ofEverything.includes(command) ? undefined : 'selection', command);
    }
  });

  it('compiles against the oldest VS Code that it admits, and uses no proposed API', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    assert.equal(manifest.enabledApiProposals, undefined);
  });

  it('names only files that are there', () => {
    const named = text.match(/media\/[\w/.-]+/g) ?? [];
    assert.ok(named.length > 3);
    assert.deepEqual(
      named.filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  it('leaves no command id written out in the code', () => {
    const ids = new RegExp(`'(${declared.join('|').replaceAll('.', '\\.')})'`);
    const files = globSync('src/**/*.ts', { cwd: root }).filter(
      (file) => file !== join('src', 'manifest.ts'),
    );
    assert.deepEqual(
      files.filter((file) => ids.test(readFileSync(join(root, file), 'utf8'))),
      [],
    );
  });
});
