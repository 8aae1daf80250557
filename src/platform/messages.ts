import { commands as vscodeCommands, l10n, window } from 'vscode';
import { commands, settings } from '../manifest.ts';
import { explain } from './explain.ts';
import type { Remedy } from './explanation.ts';
import type { Log } from './log.ts';
import { plainMessage, plainStatus } from './plain.ts';

/** What a person is told, and where it is logged. */
export class Messages {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Tells that something a person asked for has failed: what, why, what to do.
   * @param retry what Retry does; without it there is no such button.
   */
  async failed(what: string, error: unknown, retry?: () => Promise<unknown>): Promise<void> {
    this.#log.error(what, error);
    const { text, remedy } = explain(error);
    const showLog = l10n.t('Show Log');
    const action = this.#actionOf(remedy, retry);
    const buttons = action ? [action.label, showLog] : [showLog];
    const chosen = await window.showErrorMessage(plainMessage(`${what} ${text}`), ...buttons);
    if (chosen === showLog) this.#log.show();
    else if (chosen && action) await action.run();
  }

  /** A short word of success that goes away by itself. */
  done(what: string): void {
    this.#log.info(what);
    window.setStatusBarMessage(`$(check) ${plainStatus(what)}`, 8_000);
  }

  /** The same with a way to take it back, in a message of its own. @returns whether to. */
  async doneUndoable(what: string): Promise<boolean> {
    this.done(what);
    const undo = l10n.t('Undo');
    return (await window.showInformationMessage(plainMessage(what), undo)) === undo;
  }

  /**
   * Tells what came of several things at once.
   * @param isWhole all of it was done. @returns the button that was pressed.
   */
  async report(what: string, isWhole: boolean, ...buttons: readonly string[]): Promise<string | undefined> {
    this.#log.info(what);
    const text = plainMessage(what);
    return isWhole
      ? window.showInformationMessage(text, ...buttons)
      : window.showWarningMessage(text, ...buttons);
  }

  /** The outcome of a write could not be learned: offers to look again. @returns whether to. */
  async unknownOutcome(what: string, error: unknown): Promise<boolean> {
    this.#log.error(what, error);
    const checkAgain = l10n.t('Check Again');
    const showLog = l10n.t('Show Log');
    // Not the failure's own words: they would advise to try again, which is what must not be done blindly.
    const text = l10n.t(
      '{0} The answer was lost, and the truth could not be read. Check again before you repeat it.',
      what,
    );
    const chosen = await window.showWarningMessage(plainMessage(text), checkAgain, showLog);
    if (chosen === showLog) this.#log.show();
    return chosen === checkAgain;
  }

  #actionOf(
    remedy: Remedy,
    retry?: () => Promise<unknown>,
  ): { label: string; run: () => unknown } | undefined {
    switch (remedy) {
      case 'signIn':
        return { label: l10n.t('Sign In'), run: () => vscodeCommands.executeCommand(commands.signIn) };
      case 'settings':
        return {
          label: l10n.t('Open Settings'),
          run: () =>
            vscodeCommands.executeCommand(
              'workbench.action.openSettings',
              `${settings.section}.${settings.apiUrl}`,
            ),
        };
      case 'retry':
        return retry && { label: l10n.t('Retry'), run: retry };
      case 'log':
        return undefined;
    }
  }
}
