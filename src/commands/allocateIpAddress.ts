import { l10n } from 'vscode';
import type { InterfaceNode, MachineNode } from '../inventory/nodes.ts';
import { PoolAddressNode } from '../inventory/pool/poolNodes.ts';
import type { IpAddress, IpVersion } from '../inventory/types.ts';
import { plain } from '../platform/plain.ts';
import { pickSeveral, type Choice, type Memory } from '../platform/quickPick.ts';
import { runSteps, type Step } from '../platform/steps.ts';
import { sessionOf, type CommandContext } from './context.ts';
import { addressChoices, interfacesOf, versionName } from './flow/choices.ts';
import { allocateNewAddress } from './flow/newAddress.ts';
import { tellSettled } from './flow/settled.ts';
import { addressCount, doSeveral } from './flow/several.ts';
import { interfaceStep, machineStep, targetOf, type Target } from './flow/target.ts';
import { allocation } from './flow/writes.ts';
import { moveIpAddress } from './moveIpAddress.ts';

/** One of the organization's addresses, or a new one of a version. */
type Wanted = { readonly address: IpAddress } | { readonly newVersion: IpVersion };

/**
 * Allocates addresses: to the machine or interface on whose row it was called, the unallocated ones on whose rows it
 * was, or step by step from the palette.
 */
export async function allocateIpAddress(
  context: CommandContext,
  row?: unknown,
  selected?: readonly unknown[],
): Promise<void> {
  if (row instanceof PoolAddressNode) return moveIpAddress(context, row, selected);
  const title = l10n.t('Allocate IP Address');
  const target = targetOf(context, row);
  let wanted: readonly Wanted[] = [];
  const went = await runSteps([
    machineStep(title, context, target),
    ...(target.anyInterface ? [] : [interfaceStep(title, context, target)]),
    addressStep(title, context, target, (choice) => (wanted = choice)),
  ]);
  const [first] = wanted;
  if (!went || !first) return;
  const again = () => allocateIpAddress(context, row);
  if ('newVersion' in first) await allocateNew(context, target, first.newVersion);
  else
    await allocate(
      context,
      target,
      wanted.flatMap((each) => ('address' in each ? each.address : [])),
      again,
    );
}

function addressStep(
  title: string,
  context: CommandContext,
  target: Target,
  choose: (wanted: readonly Wanted[]) => void,
): Step {
  const memory: Memory = {};
  return async (place) => {
    const question = {
      title,
      placeholder: l10n.t('Choose the address to allocate to {0}', plain(target.machine?.data.name ?? '')),
      place,
      memory,
      load: (signal: AbortSignal) => wantedChoices(context, target, signal),
      empty: l10n.t('There are no addresses to allocate'),
    };
    const picked = await pickSeveral<Wanted>(question, 'oneOrSeveral');
    if (!('value' in picked)) return picked.kind;
    choose(picked.value);
    return 'next';
  };
}

async function wantedChoices(
  context: CommandContext,
  target: Target,
  signal: AbortSignal,
): Promise<Choice<Wanted>[]> {
  if (!target.machine) return [];
  const { inventory } = sessionOf(context, target.machine);
  const interfaces = target.interface ? [target.interface] : await interfacesOf(context, target.machine);
  const addresses = await inventory.availableAddresses(interfaces, signal);
  const existing = [...addressChoices('ipv4', addresses), ...addressChoices('ipv6', addresses)];
  return [
    ...existing.map((choice) =>
      'value' in choice ? { ...choice, value: { address: choice.value } } : choice,
    ),
    ...(interfaces.length ? newChoices() : []),
  ];
}

function newChoices(): Choice<Wanted>[] {
  const versions: readonly IpVersion[] = ['ipv4', 'ipv6'];
  return [
    { separator: l10n.t('New') },
    ...versions.map((version) => ({
      value: { newVersion: version },
      key: `new-${version}`,
      label: l10n.t('Allocate a new {0} address…', versionName(version)),
      detail: l10n.t('Adds an address to the organization, which may be billed for it. Asks first.'),
      alwaysShow: true,
      alone: true,
    })),
  ];
}

async function allocate(
  context: CommandContext,
  { machine, interface: chosen }: Target,
  addresses: readonly IpAddress[],
  again: () => Promise<void>,
): Promise<void> {
  const target = chosen ?? machine;
  const [address, ...more] = addresses;
  if (!target || !address) return;
  if (more.length > 0) return allocateSeveral(context, target, addresses, again);
  const allocated = await tellSettled(context, { ...allocation(context, target, address), again });
  if (allocated) await context.tree.reveal(allocated.node);
}

function allocateSeveral(
  context: CommandContext,
  target: InterfaceNode | MachineNode,
  addresses: readonly IpAddress[],
  again: () => Promise<void>,
): Promise<void> {
  const machine = plain((target.kind === 'machine' ? target : target.parent).data.name);
  return doSeveral(context, {
    items: addresses,
    nameOf: ({ address }) => plain(address),
    describe: ({ reverseDns }) => plain(reverseDns ?? ''),
    refused: [],
    question: (count) => l10n.t('Allocate {0} to {1}?', addressCount(count), machine),
    consequences: [l10n.t('Their reverse DNS becomes that of {0}.', machine)],
    act: l10n.t('Allocate'),
    write: (address) => ({ ...allocation(context, target, address), again }),
    running: (count) => l10n.t('Allocating {0} to {1}', addressCount(count), machine),
    report: (done, of) => l10n.t('Allocated {0} of {1} to {2}.', done, addressCount(of), machine),
  });
}

/** A new address goes to an interface, so a machine's row needs one chosen, unless there is only one. */
async function allocateNew(context: CommandContext, target: Target, version: IpVersion): Promise<void> {
  if (!target.machine) return;
  sessionOf(context, target.machine, 'addresses');
  const title = l10n.t('Allocate New IP Address');
  const went = await runSteps([interfaceStep(title, context, target)]);
  if (went && target.interface) await allocateNewAddress(context, target.interface, version);
}
