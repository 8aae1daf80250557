import { l10n, ProgressLocation, window } from 'vscode';
import type { AllocatedAddress } from '../../inventory/allocated.ts';
import type { Write } from '../../inventory/activities/activity.ts';
import type { InterfaceNode } from '../../inventory/nodes.ts';
import type { Caution } from '../../inventory/operations/checkMove.ts';
import { findAddress, type LocatedAddress } from '../../inventory/operations/fit.ts';
import type { MoveOutcome } from '../../inventory/operations/move.ts';
import { explain } from '../../platform/explain.ts';
import { plain, plainStatus } from '../../platform/plain.ts';
import { stateWord } from '../../platform/stateWord.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import type { Refused } from './confirm.ts';
import { movement } from './movement.ts';
import { obstacleText } from './obstacles.ts';
import { ownerOf } from './owner.ts';
import { offerReverseDns, reverseDnsToLose, type LostReverseDns } from './reverseDns.ts';
import { tellSettled } from './settled.ts';
import { addressCount, doSeveral } from './several.ts';
import { allocation } from './writes.ts';

/** An address that can be moved, as it stands now. */
interface Movable {
  readonly source: LocatedAddress;
  readonly cautions: readonly Caution[];
}

/**
 * Moves addresses to a network interface: looks first whether that is possible, asks once, and tells what is true.
 * @param again begins it all anew.
 */
export async function moveAddresses(
  context: CommandContext,
  addresses: readonly AllocatedAddress[],
  target: InterfaceNode,
  again: () => Promise<void>,
): Promise<void> {
  const looked = await looking(() =>
    Promise.all(addresses.map((each) => whetherPossible(context, each, target))),
  );
  const movable = looked.filter((each) => 'source' in each);
  const refused = looked.filter((each) => 'why' in each);
  const [only, ...more] = movable;
  const course = new Course(context, target, again);
  if (only && more.length + refused.length === 0) await moveOne(context, only, target, course);
  else await moveSeveral(context, movable, refused, target, course);
  // Not awaited: the message stays as long as the person likes, the command is over.
  void offerReverseDns(context, course.lost);
}

async function moveOne(
  context: CommandContext,
  movable: Movable,
  target: InterfaceNode,
  course: Course,
): Promise<void> {
  if (!(await confirmed(movable, target))) return;
  const done = await tellSettled(context, course.write(movable));
  if (done === undefined) return;
  await context.tree.reveal(findAddress(target.parent, movable.source.address.id) ?? target);
}

async function moveSeveral(
  context: CommandContext,
  items: readonly Movable[],
  refused: readonly Refused[],
  target: InterfaceNode,
  course: Course,
): Promise<void> {
  const machine = plain(target.parent.data.name);
  await doSeveral(context, {
    items,
    nameOf: ({ source }) => plain(source.address.address),
    describe,
    refused,
    question: (count) => l10n.t('Move {0} to {1}?', addressCount(count), machine),
    consequences: [
      l10n.t('Network interface: {0}', plain(target.data.name)),
      ...stateCaution(target),
      l10n.t('Traffic to an address stops until it has arrived.'),
      l10n.t('Reverse DNS becomes that of {0}.', machine),
    ],
    act: l10n.t('Move'),
    write: (movable) => course.write(movable),
    running: (count) => l10n.t('Moving {0} to {1}', addressCount(count), machine),
    report: (done, of) =>
      [l10n.t('Moved {0} of {1} to {2}.', done, addressCount(of), machine), course.text].join(' ').trim(),
  });
}

function looking<T>(run: () => Promise<T>): Thenable<T> {
  const title = plainStatus(l10n.t('Looking whether that is possible…'));
  return window.withProgress({ location: ProgressLocation.Window, title }, run);
}

async function whetherPossible(
  context: CommandContext,
  chosen: AllocatedAddress,
  target: InterfaceNode,
): Promise<Movable | Refused> {
  const name = plain(chosen.address.address);
  if (chosen.organization !== target.parent.parent)
    return { name, why: l10n.t('belongs to another organization.') };
  const { operations } = sessionOf(context, target, 'addresses');
  try {
    const check = await operations.checkMove(chosen, target);
    if (check.kind === 'possible') return check;
    return { name, why: obstacleText(check.obstacle, target) };
  } catch (error) {
    return { name, why: explain(error).text };
  }
}

/** Where it is, and what is lost. */
function describe({ source }: Movable): string {
  const own = reverseDnsToLose(source);
  const from = source.address.allocation ? ownerOf(source.address, source.machine) : l10n.t('not allocated');
  return own === undefined ? from : l10n.t('{0} · loses its reverse DNS {1}', from, plain(own));
}

async function confirmed({ source, cautions }: Movable, target: InterfaceNode): Promise<boolean> {
  const { address, machine } = source;
  const names = [plain(address.address), plain(target.parent.data.name)] as const;
  const isHeld = address.allocation !== null;
  const act = isHeld ? l10n.t('Move') : l10n.t('Allocate');
  const question = isHeld
    ? l10n.t('Move {0} from {2} to {1}?', ...names, ownerOf(address, machine))
    : l10n.t('Allocate {0} to {1}?', ...names);
  const detail = consequences(source, cautions, target).join('\n');
  return (await window.showWarningMessage(question, { modal: true, detail }, act)) === act;
}

function consequences(
  source: LocatedAddress,
  cautions: readonly Caution[],
  target: InterfaceNode,
): readonly string[] {
  const { address, machine } = source;
  const own = reverseDnsToLose(source);
  const name = plain(target.parent.data.name);
  return [
    l10n.t('Network interface: {0}', plain(target.data.name)),
    ...stateCaution(target),
    address.allocation && !machine
      ? l10n.t('{0} is not among the virtual machines: it may be in the trash.', ownerOf(address))
      : '',
    cautions.includes('virtualIp') ? l10n.t('It is a VIP: {0}', plain(address.label ?? '')) : '',
    cautions.includes('networkUnknown')
      ? l10n.t('Its network is not known: Katapult may refuse it, and then it is put back.')
      : '',
    address.allocation ? l10n.t('Traffic to this address stops until it has arrived.') : '',
    own === undefined
      ? l10n.t('Its reverse DNS becomes that of {0}.', name)
      : l10n.t('Its reverse DNS {0} is lost: it becomes that of {1}.', plain(own), name),
  ].filter(Boolean);
}

/** That the machine does not run, as far as that is known: it may be meant, or the wrong row. */
function stateCaution({ parent: { data, state } }: InterfaceNode): readonly string[] {
  if (state === undefined || state === 'started') return [];
  return [l10n.t('The state of {0}: {1}.', plain(data.name), stateWord(state))];
}

/** What is learned while addresses are moved to one network interface. */
class Course {
  /** Reverse DNS that can be set back. */
  readonly lost: LostReverseDns[] = [];
  readonly #context: CommandContext;
  readonly #target: InterfaceNode;
  readonly #again: () => Promise<void>;
  /** The longest that one was without a machine, in milliseconds. */
  #longest: number | undefined;

  constructor(context: CommandContext, target: InterfaceNode, again: () => Promise<void>) {
    this.#context = context;
    this.#target = target;
    this.#again = again;
  }

  /** How long addresses were without a machine. */
  get text(): string {
    if (this.#longest === undefined) return '';
    return l10n.t('None was without a machine for more than {0} ms.', this.#longest);
  }

  /** What brings one of them there. An address that nothing has needs but be allocated. */
  write({ source }: Movable): Write<unknown> {
    const context = this.#context;
    const again = this.#again;
    return source.address.allocation === null
      ? { ...allocation(context, this.#target, source.address), again }
      : { ...movement(context, source, this.#target, (outcome) => this.#learn(source, outcome)), again };
  }

  #learn(source: LocatedAddress, outcome: MoveOutcome): void {
    if (outcome.kind !== 'moved' && outcome.kind !== 'putBack') return;
    const { withoutMachineMs, reverseDns } = outcome;
    if (withoutMachineMs !== undefined) this.#longest = Math.max(this.#longest ?? 0, withoutMachineMs);
    const lost = reverseDnsToLose(source);
    if (lost === undefined) return;
    const machine = outcome.kind === 'moved' ? this.#target.parent : source.machine;
    const address = { ...source.address, reverseDns: reverseDns.after };
    this.lost.push({ located: { ...source, address, machine }, reverseDns: lost });
  }
}
