import { l10n } from 'vscode';
import type { IpAddress, IpVersion } from '../inventory/types.ts';
import { plain } from '../platform/plain.ts';
import { pick, type Choice, type Memory } from '../platform/quickPick.ts';
import { runSteps, type Step } from '../platform/steps.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { addressChoices, interfacesOf, versionName } from './flow/choices.ts';
import { allocateNewAddress } from './flow/newAddress.ts';
import { tellSettled } from './flow/settled.ts';
import { interfaceStep, machineStep, targetOf, type Target } from './flow/target.ts';

/** One of the organization's addresses, or a new one of a version. */
type Wanted = { readonly address: IpAddress } | { readonly newVersion: IpVersion };

/** Allocates an address: chosen on a row of the tree, or step by step from the palette. */
export async function allocateIpAddress(context: CommandContext, row?: unknown): Promise<void> {
  openSessions(context, 'addresses');
  const title = l10n.t('Allocate IP Address');
  const target = targetOf(context, row);
  let wanted: Wanted | undefined;
  const went = await runSteps([
    machineStep(title, context, target),
    ...(target.anyInterface ? [] : [interfaceStep(title, context, target)]),
    addressStep(title, context, target, (choice) => (wanted = choice)),
  ]);
  if (!went || !wanted) return;
  if ('address' in wanted) await allocate(context, target, wanted.address);
  else await allocateNew(context, target, wanted.newVersion);
}

function addressStep(
  title: string,
  context: CommandContext,
  target: Target,
  choose: (wanted: Wanted) => void,
): Step {
  const memory: Memory = {};
  return async (place) => {
    const picked = await pick<Wanted>({
      title,
      placeholder: l10n.t('Choose the address to allocate to {0}', plain(target.machine?.data.name ?? '')),
      place,
      memory,
      load: (signal) => wantedChoices(context, target, signal),
      empty: l10n.t('There are no addresses to allocate'),
    });
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
    })),
  ];
}

async function allocate(context: CommandContext, target: Target, address: IpAddress): Promise<void> {
  const { machine } = target;
  if (!machine) return;
  const { operations } = sessionOf(context, machine, 'addresses');
  const names = [plain(address.address), plain(machine.data.name)] as const;
  const allocated = await tellSettled(
    context,
    {
      running: l10n.t('Allocating {0} to {1}…', ...names),
      failed: l10n.t('Could not allocate {0} to {1}.', ...names),
      unknown: l10n.t('It is not known whether {0} was allocated to {1}.', ...names),
      done: l10n.t('Allocated {0} to {1}', ...names),
    },
    () =>
      target.interface
        ? operations.allocate(target.interface, address)
        : operations.allocateToMachine(machine, address),
  );
  if (allocated) await context.tree.reveal(allocated.node);
}

/** A new address goes to an interface, so a machine's row needs one chosen, unless there is only one. */
async function allocateNew(context: CommandContext, target: Target, version: IpVersion): Promise<void> {
  if (!target.machine) return;
  sessionOf(context, target.machine, 'addresses');
  const title = l10n.t('Allocate New IP Address');
  const went = await runSteps([interfaceStep(title, context, target)]);
  if (went && target.interface) await allocateNewAddress(context, target.interface, version);
}
