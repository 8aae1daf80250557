// The menu that a click has opened.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

export class Menu {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The menu itself, with its submenus. */
  get root(): Locator {
    return this.#page.locator('.monaco-menu');
  }

  /** Opens it and chooses from it; several names lead through its submenus. Resolves when it has gone. */
  async choose(open: () => Promise<void>, ...names: (string | RegExp)[]): Promise<void> {
    // Again if need be: a menu closes when a part of the window that is just being drawn takes the focus.
    await eventually(async () => {
      await this.#close();
      await open();
      for (const name of names) await this.#press(name);
      await this.root.first().waitFor({ state: 'hidden', timeout: 3_000 });
    });
  }

  /** Opens it, reads what it offers and closes it. */
  async items(open: () => Promise<void>): Promise<string[]> {
    return eventually(async () => {
      await this.#close();
      await open();
      const items = this.root.getByRole('menuitem');
      await items.first().waitFor({ timeout: 3_000 });
      const names = (await items.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
      await this.#close();
      return names.filter((name) => name !== '');
    });
  }

  /**
   * By keyboard: in its first moments a menu takes no clicks, lest the one that opened it chooses something. The
   * key goes to the item and not to whatever has the focus: once the menu has closed that is the tree.
   */
  async #press(name: string | RegExp): Promise<void> {
    const item = this.root.getByRole('menuitem', { name });
    await item.hover({ timeout: 3_000 });
    await item.press('Enter', { timeout: 3_000 });
  }

  async #close(): Promise<void> {
    if (!(await this.root.first().isVisible())) return;
    await this.#page.keyboard.press('Escape');
    await this.root.first().waitFor({ state: 'hidden', timeout: 3_000 });
  }
}
