import { ExtensionMode, window, type ExtensionContext } from 'vscode';
import type { Accounts } from './accounts/accounts.ts';
import { registerCommands } from './commands/index.ts';
import { Activities } from './inventory/activities/activities.ts';
import { AccountsMenu } from './platform/accountsMenu.ts';
import { Arrangements } from './platform/arrangements.ts';
import { Log } from './platform/log.ts';
import { Messages } from './platform/messages.ts';
import { marks } from './platform/marks.ts';
import { offerSignIn } from './platform/offerSignIn.ts';
import { openAccounts } from './platform/openAccounts.ts';
import { followRemoteSsh } from './platform/remoteSsh.ts';
import { onDidChangeApiUrl } from './platform/settings.ts';
import { SshLogins } from './platform/sshLogins.ts';
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
  performance.mark(marks.activate);
  const log = new Log(window.createOutputChannel('Katapult', { log: true }));
  const messages = new Messages(log);
  // The simulator is a part of its own, loaded only here.
  const openDemo = async () => (await import('./simulator/demo.ts')).openDemo();
  const accounts = openAccounts(context, log, openDemo);
  const activities = new Activities();
  const arrangements = new Arrangements(context.workspaceState, context.globalState);
  const tree = new VirtualMachinesView(accounts, arrangements, context.extensionUri);
  const pool = new PoolView(accounts, context.extensionUri);
  const details = new Details(accounts);
  const logins = new SshLogins(context.globalState);
  context.subscriptions.push(
    log,
    tree,
    pool,
    details,
    new ActivityView(activities),
    new AccountsMenu(accounts),
    registerCommands({ accounts, activities, arrangements, tree, pool, details, log, logins, messages }),
    followRemoteSsh(),
    onDidChangeApiUrl(() => void offerSignIn(accounts, messages)),
  );
  const exports = { accounts, activities, arrangements, tree, pool };
  return context.extensionMode === ExtensionMode.Test ? exports : undefined;
}
