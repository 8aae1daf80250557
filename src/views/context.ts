import { commands as vscodeCommands, l10n, type TreeView } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { AccountSession, OpenSession, Session } from '../accounts/session.ts';
import type { Filter } from '../inventory/arrange/arrangement.ts';
import { isFiltering } from '../inventory/arrange/filter.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { contextKeys } from '../manifest.ts';
import { explain } from '../platform/explain.ts';
import { filterWords } from '../platform/filterWords.ts';
import { timeOf } from '../platform/timeOf.ts';
import { viewDescription } from './accountItem.ts';

/** Chooses the welcome text and commands by context keys, and says in the view's head what is to be known. */
export function showAccounts(
  view: Pick<TreeView<unknown>, 'message'>,
  accounts: Pick<Accounts, 'session' | 'sessions' | 'all' | 'bound'>,
): void {
  const { session, sessions, all, bound } = accounts;
  setContext(contextKeys.session, session.kind);
  setContext(
    contextKeys.demo,
    sessions.some(({ account }) => account.demo),
  );
  setContext(contextKeys.empty, '');
  setContext(contextKeys.several, all.length > 1);
  setContext(contextKeys.bound, bound !== undefined);
  setContext(contextKeys.readOnly, howMany(sessions.map(({ account }) => account.readOnly)));
  showMessage(view, accounts);
}

/** Says in the view's head what is to be known of what it shows. */
export function showMessage(
  view: Pick<TreeView<unknown>, 'message'>,
  { session, sessions }: Pick<Accounts, 'session' | 'sessions'>,
): void {
  const demo = singleSession(sessions)?.account.demo;
  view.message = demo ? demoMessage() : (problemOf(session) ?? ageOf(sessions));
}

/** Shows in the view's head what the filter lets through; without a filter, whose account it is. */
export function showFilter(
  view: Pick<TreeView<unknown>, 'description'>,
  { bound, open, sessions }: Pick<Accounts, 'bound' | 'open' | 'sessions'>,
  filter: Filter,
): void {
  const filtered = isFiltering(filter);
  setContext(contextKeys.filtered, filtered);
  const inventories = open.map(({ inventory }) => inventory);
  const single = singleSession(sessions);
  const whose = single && viewDescription(single, bound?.id === single.account.id);
  view.description = filtered ? filterWords(filter, inventories) : whose;
}

function singleSession([only, ...others]: readonly AccountSession[]): OpenSession | undefined {
  return others.length === 0 && only?.kind === 'open' ? only : undefined;
}

function howMany(marks: readonly boolean[]): string {
  if (!marks.includes(true)) return 'none';
  return marks.includes(false) ? 'some' : 'all';
}

/** Lets the welcome text say what is missing, once everything at the top was read. */
export function showEmptiness(inventory: Inventory): void {
  const { items, error } = inventory.organizations;
  const single = inventory.singleOrganization;
  const noMachines = single?.machines.error === undefined && single?.machines.items?.length === 0;
  const noOrganizations = error === undefined && items?.length === 0;
  setContext(contextKeys.empty, noOrganizations ? 'organizations' : noMachines ? 'machines' : '');
}

function demoMessage(): string {
  return l10n.t('Demo account: this cloud is made up, and nothing here reaches Katapult.');
}

function problemOf(session: Session): string | undefined {
  if (session.kind !== 'signedOut' || session.problem === undefined) return undefined;
  return explain(session.problem).text;
}

/** What was kept from before is shown, and marked, until it has been read again. */
function ageOf(sessions: readonly AccountSession[]): string | undefined {
  const times = sessions.flatMap((session) =>
    session.kind === 'open' ? (session.inventory.asOf ?? []) : [],
  );
  if (times.length === 0) return undefined;
  return l10n.t('As of {0}, while it is read again…', timeOf(Math.min(...times)));
}

function setContext(key: string, value: string | boolean): void {
  void vscodeCommands.executeCommand('setContext', key, value);
}
