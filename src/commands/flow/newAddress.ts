import { l10n, window } from 'vscode';
import type { InterfaceNode } from '../../inventory/nodes.ts';
import type { IpVersion } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import { versionName } from './choices.ts';
import { tellSettled } from './settled.ts';
import { placed } from './writes.ts';

/** Adds a new address to the organization and allocates it, after asking: it may be billed. */
export async function allocateNewAddress(
  context: CommandContext,
  target: InterfaceNode,
  version: IpVersion,
): Promise<void> {
  const machine = plain(target.parent.data.name);
  const name = versionName(version);
  if (!(await confirmed(target, name))) return;
  const { account, operations } = sessionOf(context, target, 'addresses');
  const allocated = await tellSettled(context, {
    account,
    words: {
      running: l10n.t('Allocating a new {0} address to {1}…', name, machine),
      failed: l10n.t('Could not allocate a new {0} address to {1}.', name, machine),
      unknown: l10n.t('It is not known whether a new {0} address was allocated to {1}.', name, machine),
      done: l10n.t('Allocated a new {0} address to {1}', name, machine),
    },
    run: () => operations.allocateNew(target, version),
    change: ({ address }) => placed(target, address),
    again: () => allocateNewAddress(context, target, version),
  });
  if (allocated) await context.tree.reveal(allocated.node);
}

async function confirmed(target: InterfaceNode, name: string): Promise<boolean> {
  const machine = target.parent;
  const add = l10n.t('Add and Allocate');
  const chosen = await window.showWarningMessage(
    l10n.t('Add a new {0} address to {1}?', name, plain(machine.parent.data.name)),
    {
      modal: true,
      detail: l10n.t(
        'The address is added to the organization, which may be billed for it, and allocated to {0} ({1}).',
        plain(machine.data.name),
        plain(target.data.name),
      ),
    },
    add,
  );
  return chosen === add;
}
