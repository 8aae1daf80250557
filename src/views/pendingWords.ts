import { l10n } from 'vscode';
import type { Pending } from '../inventory/nodes.ts';
import { plain } from '../platform/plain.ts';

/** What a row says while something is done to it. */
export function pendingText({ verb, address }: Pending): string {
  switch (verb) {
    case 'allocating':
      return address === undefined
        ? l10n.t('allocating a new address…')
        : l10n.t('allocating {0}…', plain(address));
    case 'unallocating':
      return l10n.t('unallocating…');
    case 'editing':
      return l10n.t('changing…');
    case 'releasing':
      return l10n.t('releasing…');
    case 'creating':
      return l10n.t('adding an address…');
    case 'moving':
      return l10n.t('moving {0}…', plain(address ?? ''));
    case 'starting':
      return l10n.t('starting…');
    case 'stopping':
      return l10n.t('stopping…');
    case 'shutting down':
      return l10n.t('shutting down…');
    case 'resetting':
      return l10n.t('resetting…');
  }
}
