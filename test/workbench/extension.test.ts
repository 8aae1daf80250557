import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accountsKey } from '../../src/accounts/tokenStore.ts';
import { activate, type ExportsForTest } from '../../src/extension.ts';
import {
  developmentTokenVariable,
  developmentUrlVariable,
  extensionId,
  settings,
} from '../../src/manifest.ts';
import { developmentAccount } from '../../src/platform/development.ts';
import { answering, apiUrl, eventually, fresh, token } from './scene.ts';

const { Production, Development, Test } = vscode.ExtensionMode;
const elsewhere = 'https://katapult.invalid/core/v1';

const forgetful: vscode.Memento = {
  keys: () => [],
  get: () => undefined,
  update: () => Promise.resolve(),
};

describe('The extension as a person installs it', () => {
  let asked: string[];

  beforeEach(() => {
    asked = [];
    process.env[developmentTokenVariable] = 'token-from-the-environment';
    process.env[developmentUrlVariable] = elsewhere;
  });
  afterEach(() => {
    Reflect.deleteProperty(process.env, developmentTokenVariable);
    Reflect.deleteProperty(process.env, developmentUrlVariable);
  });

  it('takes no account from the environment: only one that is being developed does', () => {
    const given = { token: 'token-from-the-environment', apiUrl: elsewhere };
    assert.deepEqual([Production, Test, Development].map(developmentAccount), [undefined, undefined, given]);
    Reflect.deleteProperty(process.env, developmentTokenVariable);
    assert.equal(developmentAccount(Development), undefined);
  });

  it('hands out nothing, and looks for its token where the settings say', async () => {
    const { parts, secrets } = await activated(Production);
    assert.equal(parts, undefined);
    assert.deepEqual(secrets, [`get ${accountsKey}`]);
  });

  it('hands its parts to tests', async () => {
    const { parts } = await activated(Test);
    const expected = ['accounts', 'activities', 'arrangements', 'pool', 'tree'];
    assert.deepEqual(Object.keys(parts ?? {}).sort(), expected);
  });

  it('uses the environment’s account while it is being developed', async () => {
    const { parts, secrets } = await activated(Development);
    assert.equal(parts, undefined);
    await eventually(() => secrets.length === 3, 'the account is stored');
    assert.deepEqual(secrets, [`get ${accountsKey}`, `get ${accountsKey}`, `store ${accountsKey}`]);
  });

  /** Activates a second time, beside the real one, and ends it again. */
  async function activated(
    extensionMode: vscode.ExtensionMode,
  ): Promise<{ parts: ExportsForTest | undefined; secrets: string[] }> {
    const extension = vscode.extensions.getExtension<unknown>(extensionId);
    assert.ok(extension);
    const { extensionUri } = extension;
    const subscriptions: vscode.Disposable[] = [];
    const context: Partial<vscode.ExtensionContext> = {
      extension,
      extensionMode,
      extensionUri,
      // What this one would keep must not be taken for the real one's.
      globalStorageUri: vscode.Uri.joinPath(extensionUri, 'no-such-folder'),
      globalState: { ...forgetful, setKeysForSync: () => undefined },
      workspaceState: forgetful,
      secrets: secretsHeard(),
      subscriptions,
    };
    const parts = unregistered(() => activate(context as vscode.ExtensionContext));
    await eventually(() => asked.length > 0, 'the keyring is asked');
    for (const subscription of subscriptions.reverse()) subscription.dispose();
    return { parts, secrets: asked };
  }

  function secretsHeard(): vscode.SecretStorage {
    const hear = (what: string) => (key: string) => {
      asked.push(`${what} ${key}`);
      return Promise.resolve(undefined);
    };
    const onDidChange = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event;
    const secrets = { get: hear('get'), store: hear('store'), delete: hear('delete'), onDidChange };
    return { keys: () => Promise.resolve([]), ...secrets };
  }
});

/** Runs something that registers what is registered already. */
function unregistered<T>(run: () => T): T {
  const { createTreeView, createOutputChannel } = vscode.window;
  const { registerCommand } = vscode.commands;
  const { registerAuthenticationProvider } = vscode.authentication;
  const nothing = { dispose: () => undefined };
  const event = () => nothing;
  const events = {
    onDidExpandElement: event,
    onDidCollapseElement: event,
    onDidChangeSelection: event,
    onDidChangeVisibility: event,
  };
  const view = { ...nothing, ...events, selection: [], visible: false };
  // A second channel of that name would be the same, and end with it.
  const channel = { ...nothing, info: event, warn: event, error: event };
  Object.assign(vscode.window, { createTreeView: () => view, createOutputChannel: () => channel });
  Object.assign(vscode.commands, { registerCommand: () => nothing });
  Object.assign(vscode.authentication, { registerAuthenticationProvider: () => nothing });
  try {
    return run();
  } finally {
    Object.assign(vscode.window, { createTreeView, createOutputChannel });
    Object.assign(vscode.commands, { registerCommand });
    Object.assign(vscode.authentication, { registerAuthenticationProvider });
  }
}

describe('When the API address is changed', () => {
  const configuration = () => vscode.workspace.getConfiguration(settings.section);
  const change = (url: string) =>
    configuration().update(settings.apiUrl, url, vscode.ConfigurationTarget.Global);

  it('one is asked to sign in there: the token of the other address is not sent', async () => {
    const own = await fresh();
    await own.accounts.signIn(token, 'Robin');
    const said = await answering(undefined, async () => {
      await change(elsewhere);
      await eventually(() => own.accounts.apiUrl === elsewhere, 'the settings are heard of');
      await own.accounts.restore();
    });
    assert.deepEqual(said, [
      'You are not signed in to Katapult at the new API address. Accounts at other addresses stay as they are.',
    ]);
    assert.ok(own.accounts.session.kind === 'open');
    assert.equal(own.accounts.session.account.apiUrl, apiUrl);
  });

  it('nothing is asked where one is signed in already', async () => {
    const own = await fresh();
    await change(elsewhere);
    await eventually(() => own.accounts.apiUrl === elsewhere, 'the settings are heard of');
    await own.accounts.signIn(token, 'Robin', { apiUrl });
    const said = await answering(undefined, async () => {
      await change(apiUrl);
      await eventually(() => own.accounts.apiUrl === apiUrl, 'the settings are heard of');
      await own.accounts.restore();
    });
    assert.deepEqual(said, []);
  });

  afterEach(async () => {
    const { accounts } = await fresh();
    await answering(undefined, async () => {
      await change(apiUrl);
      await eventually(() => accounts.apiUrl === apiUrl, 'the settings are as before');
    });
  });
});
