import { l10n } from 'vscode';
import type { InterfaceNode } from '../../inventory/nodes.ts';
import type { Obstacle } from '../../inventory/operations/checkMove.ts';
import { plain } from '../../platform/plain.ts';
import { networkOfText, networkText } from './networks.ts';

/** Why an address can't be moved to a network interface, as the rest of a sentence about it. */
export function obstacleText(obstacle: Obstacle, target: InterfaceNode): string {
  const machine = plain(target.parent.data.name);
  switch (obstacle.kind) {
    case 'alreadyThere':
      return l10n.t('is there already.');
    case 'otherNetwork':
      return l10n.t(
        'is in the network {0}; {1} is in {2}.',
        networkText(obstacle.own),
        plain(target.data.name),
        networkOfText(target),
      );
    case 'notOfAMachine':
      return l10n.t(
        'is allocated to {0}, which does not give it away.',
        plain([obstacle.allocation.type, obstacle.allocation.name].filter(Boolean).join(' ')),
      );
    case 'addressGone':
      return l10n.t('does not belong to the organization any more.');
    case 'targetInTrash':
      return l10n.t('can’t go to {0}, which is in the trash.', machine);
    case 'targetGone':
      return l10n.t('can’t go to {0}: that network interface is gone.', machine);
  }
}
