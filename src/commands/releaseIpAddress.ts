import { l10n } from 'vscode';
import type { AllocatedAddress } from '../inventory/allocated.ts';
import { NotNow } from '../platform/notNow.ts';
import { plain } from '../platform/plain.ts';
import { askText } from '../platform/textInput.ts';
import { openSessions, type CommandContext } from './context.ts';
import { chooseAddress, readAnew } from './flow/anyAddress.ts';
import { ownerOf } from './flow/owner.ts';
import { addressOrRefused, rowsOf } from './flow/rows.ts';
import { tellSettled } from './flow/settled.ts';
import { addressCount, doSeveral } from './flow/several.ts';
import { releasing } from './flow/writes.ts';

/** Gives unallocated addresses up for good, after having them typed. */
export async function releaseIpAddress(
  context: CommandContext,
  argument?: unknown,
  selected?: readonly unknown[],
): Promise<void> {
  openSessions(context, 'addresses');
  const rows = rowsOf(argument, selected);
  if (rows.length > 1) await releaseSeveral(context, rows);
  else await releaseOne(context, rows[0]);
}

async function releaseOne(context: CommandContext, row: unknown): Promise<void> {
  const chosen = await chooseAddress(context, row, {
    title: title(),
    only: ({ allocation }) => !allocation,
    empty: l10n.t('No address is unallocated'),
  });
  if (chosen) await releaseChosen(context, chosen);
}

async function releaseChosen(context: CommandContext, chosen: AllocatedAddress): Promise<void> {
  requireFree(chosen);
  const name = plain(chosen.address.address);
  const prompt = l10n.t(
    'Type {0} to release it. {1} gives it up for good, and somebody else may get it. This can’t be undone.',
    name,
    plain(chosen.organization.data.name),
  );
  if (!(await typed(name, prompt))) return;
  const again = async () => releaseChosen(context, await readAnew(context, chosen));
  await tellSettled(context, { ...releasing(context, chosen), again });
}

async function releaseSeveral(context: CommandContext, rows: readonly unknown[]): Promise<void> {
  const look = async (address: AllocatedAddress) => requireFree(await readAnew(context, address));
  const looked = await Promise.all(rows.map((row) => addressOrRefused(context, row, look)));
  const act = l10n.t('Release');
  await doSeveral(context, {
    items: looked.filter((each) => 'address' in each),
    nameOf: ({ address }) => plain(address.address),
    describe: ({ organization }) => plain(organization.data.name),
    refused: looked.filter((each) => 'why' in each),
    question: (count) => l10n.t('Release {0} for good?', addressCount(count)),
    consequences: [
      l10n.t('Their organization gives them up, and somebody else may get them. This can’t be undone.'),
    ],
    act,
    insist: (count) => {
      const text = l10n.t('release {0}', count);
      return typed(text, l10n.t('Type “{0}” to give them up for good.', text));
    },
    write: (chosen) => ({
      ...releasing(context, chosen),
      again: async () => releaseChosen(context, await readAnew(context, chosen)),
    }),
    running: (count) => l10n.t('Releasing {0}', addressCount(count)),
    report: (done, of) => l10n.t('Released {0} of {1}.', done, addressCount(of)),
  });
}

/** @throws NotNow when it is allocated: whoever uses it would lose it without a word */
function requireFree(chosen: AllocatedAddress): AllocatedAddress {
  const { address, machine } = chosen;
  if (!address.allocation) return chosen;
  throw new NotNow(
    l10n.t(
      '{0} is allocated to {1}. Unallocate it first: only an address that nothing uses can be released.',
      plain(address.address),
      ownerOf(address, machine),
    ),
    'log',
  );
}

/** Has a text typed as it stands, so that nobody releases anything by a slip of the hand. */
async function typed(text: string, prompt: string): Promise<boolean> {
  const complaint = (answer: string) => (answer === text ? undefined : prompt);
  const answer = await askText({ title: title(), prompt, placeholder: text, complaint });
  return 'value' in answer;
}

function title(): string {
  return l10n.t('Release IP Address');
}
