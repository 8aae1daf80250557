import { ExtensionMode, window, type ExtensionContext } from 'vscode';
import { Accounts } from './accounts/accounts.ts';
import { normalizeApiUrl } from './accounts/apiUrl.ts';
import { Snapshots } from './accounts/snapshots.ts';
import { TokenStore } from './accounts/tokenStore.ts';
import { registerCommands } from './commands/index.ts';
import { Activities } from './inventory/activities/activities.ts';
import { AccountsMenu } from './platform/accountsMenu.ts';
import { Arrangements } from './platform/arrangements.ts';
import { developmentAccount, type DevelopmentAccount } from './platform/development.ts';
import { Log } from './platform/log.ts';
import { Messages } from './platform/messages.ts';
import { offerSignIn } from './platform/offerSignIn.ts';
import { followRemoteSsh } from './platform/remoteSsh.ts';
import { apiUrl, onDidChangeApiUrl } from './platform/settings.ts';
import { snapshotFiles } from './platform/snapshotFiles.ts';
import { SshLogins } from './platform/sshLogins.ts';
import { userAgent } from './platform/userAgent.ts';
import { WaitingMessage } from './platform/waiting.ts';
import { ActivityView } from './views/activityView.ts';
import { Details } from './views/details/details.ts';
import { PoolView } from './views/poolView.ts';
import { VirtualMachinesView } from './views/virtualMachinesView.ts';

/** What tests of the extension itself may drive; nobody else gets anything. */
export interface ExportsForTest {
  readonly accounts: Accounts;
  readonly activities: Activities;
  readonly arrangements: Arrangements;
  readonly tree: VirtualMachinesView;
  readonly pool: PoolView;
}

/** Puts the parts together. Returns at once: what needs the network or the keyring goes on by itself. */
export function activate(context: ExtensionContext): ExportsForTest | undefined {
  const development = developmentAccount(context.extensionMode);
  const log = new Log(window.createOutputChannel('Katapult', { log: true }));
  const messages = new Messages(log);
  const waiting = new WaitingMessage();
  const accounts = new Accounts({
    store: new TokenStore(context.secrets),
    snapshots: new Snapshots(snapshotFiles(context.globalStorageUri)),
    workspace: context.workspaceState,
    apiUrl: () => (development?.apiUrl ? normalizeApiUrl(development.apiUrl) : apiUrl()),
    userAgent: userAgent(context.extension),
    // The simulator is a bundle of its own, loaded only here.
    openDemo: async () => (await import('./simulator/demo.ts')).openDemo(),
    onRequest: (record) => log.request(record),
    onWaiting: (until, cancel) => waiting.show(until, cancel),
  });
  const activities = new Activities();
  const arrangements = new Arrangements(context.workspaceState, context.globalState);
  const tree = new VirtualMachinesView(accounts, arrangements, context.extensionUri);
  const pool = new PoolView(accounts, context.extensionUri);
  const details = new Details(accounts);
  const logins = new SshLogins(context.globalState);
  context.subscriptions.push(
    log,
    waiting,
    accounts,
    tree,
    pool,
    details,
    new ActivityView(activities),
    new AccountsMenu(accounts),
    registerCommands({ accounts, activities, arrangements, tree, pool, details, log, logins, messages }),
    followRemoteSsh(),
    onDidChangeApiUrl(() => void offerSignIn(accounts, messages)),
  );
  void start(accounts, development);
  const exports = { accounts, activities, arrangements, tree, pool };
  return context.extensionMode === ExtensionMode.Test ? exports : undefined;
}

/** While the extension is developed, a token from the environment signs in, as `npm start` and F5 do. */
async function start(accounts: Accounts, development: DevelopmentAccount | undefined): Promise<void> {
  if (development) await accounts.signIn(development.token, 'Development');
  else await accounts.restore();
}
