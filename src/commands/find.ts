import { l10n } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import type { OpenSession } from '../accounts/session.ts';
import { FindIndex } from '../inventory/find/findIndex.ts';
import { explain } from '../platform/explain.ts';
import { searchPick, type Note, type Results } from '../platform/searchPick.ts';
import { openSessions, type CommandContext } from './context.ts';
import { hitOf } from './flow/found.ts';

/** What stays of a search until the next one. */
interface Finder {
  readonly index: FindIndex;
  readonly memory: { typed: string };
}

const finders = new WeakMap<Accounts, Finder>();

/** Finds machines, interfaces and addresses of all accounts by any part of what they are called, while one types. */
export async function find(context: CommandContext): Promise<void> {
  openSessions(context);
  const { index, memory } = finderOf(context);
  await searchPick({
    title: l10n.t('Find'),
    placeholder: l10n.t('Part of an address, block (CIDR), reverse DNS, label, name, host name or id'),
    memory,
    search: (typed) => resultsOf(context, index, typed),
    prepare: (again, closed) => prepare(context, index, again, closed),
  });
}

function finderOf({ accounts }: CommandContext): Finder {
  const inventories = () => accounts.open.map(({ inventory }) => inventory);
  const finder = finders.get(accounts) ?? { index: new FindIndex(inventories), memory: { typed: '' } };
  finders.set(accounts, finder);
  return finder;
}

function resultsOf(context: CommandContext, index: FindIndex, typed: string): Results {
  const { best, total, looked } = index.search(typed);
  const more = total - best.length;
  const notes: (Note | undefined)[] = [
    typed.trim() && total === 0
      ? {
          label: l10n.t('Nothing found'),
          detail: l10n.t('Among {0} virtual machines, network interfaces and addresses', looked),
        }
      : undefined,
    more > 0 ? { label: l10n.t('{0} more; type more to narrow it down', more) } : undefined,
    ...context.accounts.open.flatMap(failuresOf),
  ];
  return {
    hits: best.map((found) => hitOf(context, found)),
    notes: notes.filter((note) => note !== undefined),
  };
}

/** What is not found because it could not be read. */
function failuresOf({ account, inventory }: OpenSession): Note[] {
  const { organizations } = inventory;
  if (organizations.items === undefined && organizations.error !== undefined)
    return [failure(account.name, organizations.error, () => inventory.refresh())];
  return (organizations.items ?? []).flatMap((organization) => {
    const { items, error } = organization.machines;
    const missing = items === undefined ? error : organization.addressesError;
    if (missing === undefined) return [];
    return [failure(organization.data.name, missing, () => inventory.refresh(organization))];
  });
}

function failure(name: string, error: unknown, run: () => Promise<void>): Note {
  const label = l10n.t('{0} could not be read. Press Enter to try again.', name);
  return { label, detail: explain(error).text, run };
}

/** Reads what was not read yet; whatever changes while the list is open is found as it is now. */
async function prepare(
  { accounts }: CommandContext,
  index: FindIndex,
  again: () => void,
  closed: AbortSignal,
): Promise<void> {
  let last: Promise<void> | undefined;
  const update = async () => {
    const updated = index.update();
    // Many changes may come to one update.
    if (updated === last) return;
    last = updated;
    await updated;
    again();
  };
  const inventories = accounts.open.map(({ inventory }) => inventory);
  const followed = inventories.map(({ onDidChange }) => onDidChange(() => void update()));
  closed.addEventListener('abort', () => followed.forEach((each) => each.dispose()));
  await update();
  await Promise.all(inventories.map(readAll));
  await update();
}

/** Reads the lists of all organizations; those that failed before are tried anew. Failures stay in the branches. */
async function readAll(inventory: OpenSession['inventory']): Promise<void> {
  const { organizations } = inventory;
  if (organizations.items === undefined && organizations.error !== undefined) await inventory.refresh();
  else await inventory.open();
  await Promise.all(
    (organizations.items ?? []).map((organization) => {
      const { items, error } = organization.machines;
      const failed = items === undefined && error !== undefined;
      return failed ? inventory.refresh(organization) : inventory.open(organization);
    }),
  );
}
