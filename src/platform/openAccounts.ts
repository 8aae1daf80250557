import type { ExtensionContext } from 'vscode';
import { Accounts, type Demo } from '../accounts/accounts.ts';
import { normalizeApiUrl } from '../accounts/apiUrl.ts';
import { Snapshots } from '../accounts/snapshots.ts';
import { TokenStore } from '../accounts/tokenStore.ts';
import { developmentAccount } from './development.ts';
import type { Log } from './log.ts';
import { apiUrl } from './settings.ts';
import { snapshotFiles } from './snapshotFiles.ts';
import { userAgent } from './userAgent.ts';
import { WaitingMessage } from './waiting.ts';

/**
 * The accounts, kept where VS Code keeps things. Those that are stored open by themselves, a little later; while the
 * extension is developed, the one of the environment, as `npm start` and F5 do.
 */
export function openAccounts(context: ExtensionContext, log: Log, openDemo: () => Promise<Demo>): Accounts {
  const development = developmentAccount(context.extensionMode);
  const waiting = new WaitingMessage();
  const snapshots = new Snapshots(snapshotFiles(context.globalStorageUri.fsPath));
  snapshots.readEarly();
  const accounts = new Accounts({
    store: new TokenStore(context.secrets),
    workspace: context.workspaceState,
    snapshots,
    apiUrl: () => (development?.apiUrl ? normalizeApiUrl(development.apiUrl) : apiUrl()),
    userAgent: userAgent(context.extension),
    openDemo,
    onRequest: (record) => log.request(record),
    onWaiting: (until, cancel) => waiting.show(until, cancel),
  });
  context.subscriptions.push(waiting, accounts);
  void (development ? accounts.signIn(development.token, 'Development') : accounts.restore());
  return accounts;
}
