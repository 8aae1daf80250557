import { l10n } from 'vscode';
import { plain } from './plain.ts';

/** A machine's state in plain text. Katapult may add states: those are called what it calls them. */
export function stateWord(state: string | undefined): string {
  switch (state) {
    case undefined:
      return l10n.t('state not read yet');
    case 'started':
      return l10n.t('started');
    case 'stopped':
      return l10n.t('stopped');
    case 'failed':
      return l10n.t('failed');
    case 'orphaned':
      return l10n.t('orphaned');
    case 'allocated':
      return l10n.t('allocated');
    default:
      return plain(state.replaceAll('_', ' '));
  }
}
