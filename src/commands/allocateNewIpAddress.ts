import { l10n } from 'vscode';
import type { IpVersion } from '../inventory/types.ts';
import { pick, type Memory } from '../platform/quickPick.ts';
import { runSteps, type Step } from '../platform/steps.ts';
import { openSessions, type CommandContext } from './context.ts';
import { versionName } from './flow/choices.ts';
import { allocateNewAddress } from './flow/newAddress.ts';
import { interfaceStep, machineStep, targetOf } from './flow/target.ts';

/** Adds a new address to the organization and allocates it to an interface. */
export async function allocateNewIpAddress(context: CommandContext, row?: unknown): Promise<void> {
  openSessions(context, 'addresses');
  const title = l10n.t('Allocate New IP Address');
  const target = targetOf(context, row);
  let version: IpVersion | undefined;
  const went = await runSteps([
    machineStep(title, context, target),
    interfaceStep(title, context, target),
    versionStep(title, (choice) => (version = choice)),
  ]);
  if (went && version && target.interface) await allocateNewAddress(context, target.interface, version);
}

function versionStep(title: string, choose: (version: IpVersion) => void): Step {
  const memory: Memory = {};
  const versions: readonly IpVersion[] = ['ipv4', 'ipv6'];
  return async (place) => {
    const picked = await pick<IpVersion>({
      title,
      placeholder: l10n.t('Choose the version of the new address'),
      place,
      memory,
      load: () =>
        Promise.resolve(versions.map((value) => ({ value, key: value, label: versionName(value) }))),
      empty: '',
    });
    if (!('value' in picked)) return picked.kind;
    choose(picked.value);
    return 'next';
  };
}
