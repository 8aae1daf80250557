import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import { plain } from '../platform/plain.ts';

interface Look {
  readonly icon: ThemeIcon;
  readonly text: string;
}

const busy = () => new ThemeIcon('loading~spin');

/** How a state looks and reads. Glyphs differ, not only colours. Katapult may add states: those show as they are. */
export function lookOf(state: string | undefined): Look {
  switch (state) {
    case undefined:
      return { icon: new ThemeIcon('vm'), text: l10n.t('state not read yet') };
    case 'started':
      return {
        icon: new ThemeIcon('vm-running', new ThemeColor('testing.iconPassed')),
        text: l10n.t('started'),
      };
    case 'stopped':
      return {
        icon: new ThemeIcon('debug-stop', new ThemeColor('disabledForeground')),
        text: l10n.t('stopped'),
      };
    case 'failed':
      return { icon: new ThemeIcon('error', new ThemeColor('list.errorForeground')), text: l10n.t('failed') };
    case 'orphaned':
      return {
        icon: new ThemeIcon('debug-disconnect', new ThemeColor('list.warningForeground')),
        text: l10n.t('orphaned'),
      };
    case 'allocated':
      return { icon: new ThemeIcon('vm-outline'), text: l10n.t('allocated') };
    case 'starting':
    case 'allocating':
    case 'resetting':
    case 'migrating':
    case 'stopping':
    case 'shutting_down':
    case 'transferring':
      return { icon: busy(), text: state.replaceAll('_', ' ') };
    default:
      return { icon: new ThemeIcon('question'), text: plain(state.replaceAll('_', ' ')) };
  }
}
