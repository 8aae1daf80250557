// The box at the top of the window in which one types and chooses.
import type { Locator, Page } from 'playwright-core';
import { startingWith } from './names.ts';

export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The box itself. */
  get root(): Locator {
    return this.#page.locator('.quick-input-widget');
  }

  /** The field to type in. */
  get field(): Locator {
    return this.root.locator('.quick-input-filter input');
  }

  /** Resolves when the box is there, with this title if one is given. */
  async wait(title?: string | RegExp): Promise<void> {
    await this.root.waitFor();
    if (title !== undefined)
      await this.root.locator('.quick-input-title').filter({ hasText: title }).waitFor();
  }

  /** Its title, with the step as VS Code shows it; empty if it has none. */
  async title(): Promise<string> {
    await this.root.waitFor();
    return this.root.locator('.quick-input-title').innerText();
  }

  /** What the empty field says. */
  async placeholder(): Promise<string> {
    return (await this.field.getAttribute('placeholder')) ?? '';
  }

  /** The prompt or the complaint below the field. */
  message(): Promise<string> {
    return this.root.locator('.quick-input-message').innerText();
  }

  /** Replaces what is in the field. */
  async type(text: string): Promise<void> {
    await this.field.fill(text);
  }

  /** Types into an input box and takes that. */
  async answer(text: string): Promise<void> {
    await this.field.fill(text);
    await this.accept();
  }

  /** One of the choices, by the beginning of its name. */
  option(name: string | RegExp): Locator {
    const pattern = typeof name === 'string' ? startingWith(name) : name;
    return this.root.getByRole('option', { name: pattern }).first();
  }

  /** The choices to be seen, as a screen reader calls them; waits until there is one. */
  async options(): Promise<string[]> {
    const options = this.root.getByRole('option');
    await options.first().waitFor();
    return options.evaluateAll((elements: readonly { getAttribute(name: string): string | null }[]) =>
      elements
        .map((element) => ({
          index: Number(element.getAttribute('data-index')),
          label: element.getAttribute('aria-label') ?? '',
        }))
        .sort((a, b) => a.index - b.index)
        .map(({ label }) => label),
    );
  }

  /** Chooses, by the beginning of the choice's name. */
  async pick(name: string | RegExp): Promise<void> {
    await this.option(name).click();
  }

  /** Ticks or unticks choices where several may be made: each is a checkbox then. */
  async tick(...names: (string | RegExp)[]): Promise<void> {
    for (const name of names) {
      const pattern = typeof name === 'string' ? startingWith(name) : name;
      await this.root.getByRole('listbox').getByRole('checkbox', { name: pattern }).first().click();
    }
  }

  /** Enter. */
  async accept(): Promise<void> {
    await this.field.press('Enter');
  }

  /** The arrow that leads to the step before. */
  async back(): Promise<void> {
    await this.button(/^Back/).click();
  }

  /** A button of the box or of its title. */
  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name });
  }

  /** Escape; resolves when the box has gone. */
  async cancel(): Promise<void> {
    await this.field.press('Escape');
    await this.root.waitFor({ state: 'hidden' });
  }
}
