import { l10n, ProgressLocation, window } from 'vscode';

/** Says that requests wait for the rate limit and until when, as long as they do, with a way to stop waiting. */
export class WaitingMessage {
  #ended: (() => void) | undefined;

  /** @param until milliseconds since 1970; undefined when nothing waits any more. */
  show(until: number | undefined, cancel: () => void): void {
    if (until === undefined) this.dispose();
    else if (!this.#ended) this.#begin(until, cancel);
  }

  dispose(): void {
    this.#ended?.();
    this.#ended = undefined;
  }

  #begin(until: number, cancel: () => void): void {
    const ended = new Promise<void>((resolve) => (this.#ended = resolve));
    const title = l10n.t(
      'Katapult’s limit of requests in this minute is reached. Going on at {0}.',
      new Date(until).toLocaleTimeString(),
    );
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, (_, token) => {
      token.onCancellationRequested(cancel);
      return ended;
    });
  }
}
