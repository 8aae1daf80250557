// The messages in the corner.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The messages that show, the newest first; or those with a text. */
  messages(text?: string | RegExp): Locator {
    const all = this.#page.locator('.notifications-toasts .notification-list-item');
    return text === undefined ? all : all.filter({ hasText: text });
  }

  /** Waits for a message with a text and gives all it says. */
  async read(text: string | RegExp): Promise<string> {
    return this.messages(text).first().locator('.notification-list-item-message').innerText();
  }

  /** What all messages that show say. */
  texts(): Promise<string[]> {
    return this.messages().locator('.notification-list-item-message').allInnerTexts();
  }

  /** Presses a button of the message with a text. */
  async choose(text: string | RegExp, button: string): Promise<void> {
    await this.messages(text).first().getByRole('button', { name: button, exact: true }).click();
  }

  /** Closes the messages with a text; resolves when none is left, also of those that came meanwhile. */
  async dismiss(text: string | RegExp): Promise<void> {
    const message = this.messages(text).first();
    await message.waitFor();
    // Again if need be: when the same is said again, VS Code takes the message away and shows a new one.
    await eventually(async () => {
      if (await message.isVisible()) await clear(message);
      await message.waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }
}

async function clear(message: Locator): Promise<void> {
  await message.hover({ timeout: 3_000 });
  await message.getByRole('button', { name: /^Clear Notification/ }).click({ timeout: 3_000 });
}
