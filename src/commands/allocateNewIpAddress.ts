import { l10n } from 'vscode';
import type { IpVersion } from '../inventory/types.ts';
import { runSteps } from '../platform/steps.ts';
import type { CommandContext } from './context.ts';
import { allocateNewAddress } from './flow/newAddress.ts';
import { interfaceStep, machineStep, targetOf } from './flow/target.ts';
import { versionStep } from './flow/versions.ts';

/** Adds a new address to the organization and allocates it to an interface. */
export async function allocateNewIpAddress(context: CommandContext, row?: unknown): Promise<void> {
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
