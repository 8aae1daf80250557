// The dialog that must be answered before anything else.
import type { Locator, Page } from 'playwright-core';

export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The dialog itself. */
  get root(): Locator {
    return this.#page.locator('.monaco-dialog-box');
  }

  /** What it says: the message, and the detail on further lines. */
  async text(): Promise<string> {
    await this.root.waitFor();
    return this.root.locator('.dialog-message-container').innerText();
  }

  /** The names of its buttons. */
  async buttons(): Promise<string[]> {
    await this.root.waitFor();
    return this.root.locator('.dialog-buttons-row').getByRole('button').allInnerTexts();
  }

  /** Presses a button; resolves when the dialog has gone. */
  async choose(name: string): Promise<void> {
    await this.root.getByRole('button', { name, exact: true }).click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
