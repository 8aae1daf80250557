import { ThemeColor, ThemeIcon } from 'vscode';
import { isOnItsWay } from '../inventory/machineState.ts';
import { stateWord } from '../platform/stateWord.ts';

interface Look {
  readonly icon: ThemeIcon;
  readonly text: string;
}

/** How a state looks and reads. Glyphs differ, not only colours. */
export function lookOf(state: string | undefined): Look {
  return { icon: iconOf(state), text: stateWord(state) };
}

function iconOf(state: string | undefined): ThemeIcon {
  switch (state) {
    case undefined:
      return new ThemeIcon('vm');
    case 'started':
      return new ThemeIcon('vm-running', new ThemeColor('testing.iconPassed'));
    case 'stopped':
      return new ThemeIcon('debug-stop', new ThemeColor('disabledForeground'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    case 'orphaned':
      return new ThemeIcon('debug-disconnect', new ThemeColor('list.warningForeground'));
    case 'allocated':
      return new ThemeIcon('vm-outline');
    default:
      return new ThemeIcon(isOnItsWay(state) ? 'loading~spin' : 'question');
  }
}
