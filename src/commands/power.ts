import { l10n } from 'vscode';
import { MachineNode } from '../inventory/nodes.ts';
import { isPossible } from '../inventory/operations/powerCourses.ts';
import { readStates } from '../inventory/readState.ts';
import type { PowerAction } from '../inventory/types.ts';
import { explain } from '../platform/explain.ts';
import { plain } from '../platform/plain.ts';
import { pickSeveral } from '../platform/quickPick.ts';
import { stateWord } from '../platform/stateWord.ts';
import { openSessions, sessionOf, type CommandContext, type Handler } from './context.ts';
import { machineChoices } from './flow/choices.ts';
import { confirmSeveral, type Asked, type Refused } from './flow/confirm.ts';
import { machineCount, wordsFor } from './flow/powerWords.ts';
import { nameOfRow, rowsOf } from './flow/rows.ts';
import { tellSettled } from './flow/settled.ts';
import { doSeveral } from './flow/several.ts';
import { switching } from './flow/switching.ts';

/** Starts machines; one without a question, for that harms nobody. */
export const startMachine: Handler = (...given) => power('start', ...given);

/** Has the operating systems of machines shut down, after asking. */
export const shutDownMachine: Handler = (...given) => power('shutdown', ...given);

/** Stops machines at once, after a warning. */
export const stopMachine: Handler = (...given) => power('stop', ...given);

/** Resets machines at once, after a warning. */
export const resetMachine: Handler = (...given) => power('reset', ...given);

/** Katapult does as many side by side; more would only wait for each other's readings. */
const atOnce = 5;

/** A machine as it was read a moment ago, or why it could not be. */
interface Looked {
  readonly machine: MachineNode;
  readonly error?: unknown;
}

async function power(
  action: PowerAction,
  context: CommandContext,
  argument?: unknown,
  selected?: readonly unknown[],
): Promise<void> {
  openSessions(context, 'power');
  const rows = rowsOf(argument, selected);
  const chosen = rows.length > 0 ? rows : await chooseMachines(context, action);
  if (chosen.length === 1 && chosen[0] instanceof MachineNode) await powerOne(context, action, chosen[0]);
  else if (chosen.length > 0) await powerSeveral(context, action, chosen);
}

async function powerOne(context: CommandContext, action: PowerAction, machine: MachineNode): Promise<void> {
  sessionOf(context, machine, 'power');
  if (action !== 'start' && !(await confirmed(context, action, machine))) return;
  const again = () => powerOne(context, action, machine);
  await tellSettled(context, { ...switching(context, machine, action), again });
}

async function confirmed(
  context: CommandContext,
  action: PowerAction,
  machine: MachineNode,
): Promise<boolean> {
  const items = await lookAt(context, [machine]);
  const question = () => wordsFor(action).question(plain(machine.data.name));
  return (await confirmSeveral({ ...asked(action, items, []), question })) !== undefined;
}

async function powerSeveral(
  context: CommandContext,
  action: PowerAction,
  rows: readonly unknown[],
): Promise<void> {
  const words = wordsFor(action);
  const looked = await lookAt(
    context,
    rows.filter((row) => row instanceof MachineNode),
  );
  const items = looked.filter(({ machine }) => isPossible(action, machine.state));
  const others = rows.filter((row) => !items.some(({ machine }) => machine === row));
  const refused = others.map((row) => ({
    name: nameOfRow(row),
    why: row instanceof MachineNode ? words.needless : l10n.t('is no virtual machine.'),
  }));
  await doSeveral(context, {
    ...asked(action, items, refused),
    write: ({ machine }) => ({
      ...switching(context, machine, action),
      again: () => powerOne(context, action, machine),
    }),
    running: (count) => words.running(machineCount(count)),
    report: (done, of) => words.report(done, machineCount(of)),
  });
}

/** What the question says has to be true now: somebody else may have switched a machine since it was read. */
async function lookAt(context: CommandContext, machines: readonly MachineNode[]): Promise<readonly Looked[]> {
  const errors = await readStates(machines, (machine) => sessionOf(context, machine, 'power').inventory);
  return machines.map((machine) => ({ machine, error: errors.get(machine) }));
}

function asked(action: PowerAction, items: readonly Looked[], refused: readonly Refused[]): Asked<Looked> {
  const { question, consequences, act } = wordsFor(action);
  return {
    items,
    nameOf: ({ machine }) => plain(machine.data.name),
    describe: (looked) => [stateOf(looked), addressesOf(looked)].filter(Boolean).join(' · '),
    refused,
    question: (count) => question(machineCount(count)),
    consequences,
    act,
    atOnce,
  };
}

function stateOf({ machine, error }: Looked): string {
  if (error === undefined) return stateWord(machine.state);
  const why = explain(error).text;
  return machine.state === undefined
    ? l10n.t('its state could not be read: {0}', why)
    : l10n.t('{0} when last seen; its state could not be read: {1}', stateWord(machine.state), why);
}

const mostNamed = 4;

function addressesOf({ machine: { addresses } }: Looked): string {
  const named = addresses.slice(0, mostNamed).map(({ address }) => plain(address));
  const more = addresses.length - mostNamed;
  return [...named, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join(', ');
}

/** Those for which it makes sense come first. */
async function chooseMachines(context: CommandContext, action: PowerAction): Promise<readonly MachineNode[]> {
  const picked = await pickSeveral(
    {
      title: wordsFor(action).title,
      placeholder: l10n.t('Choose the virtual machine'),
      memory: {},
      load: () =>
        machineChoices(openSessions(context, 'power'), {
          first: ({ state }) => isPossible(action, state),
          describe: ({ state, data }) => [stateWord(state), data.fqdn].filter(Boolean).join(' · '),
        }),
      empty: l10n.t('There are no virtual machines'),
    },
    'oneOrSeveral',
  );
  return 'value' in picked ? picked.value : [];
}
