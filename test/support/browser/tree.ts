// The tree in the side bar, row by row.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { Menu } from './menu.ts';
import { startingWith } from './names.ts';

/** A row by the beginning of what a screen reader calls it, by a regular expression on that, or itself. */
export type Row = string | RegExp | Locator;

/** As much of an HTML element as reading the rows takes. */
interface Element {
  getAttribute(name: string): string | null;
}

export class Tree {
  readonly #page: Page;
  readonly #view: string;
  readonly #menu: Menu;

  /** @param view the name of the view that it is in. */
  constructor(page: Page, view = 'Virtual Machines') {
    this.#page = page;
    this.#view = view;
    this.#menu = new Menu(page);
  }

  /** The tree itself. */
  get root(): Locator {
    return this.#page.locator('.part.sidebar').getByRole('tree', { name: this.#view, exact: true });
  }

  /** A row that is to be seen. Of several with that name the first. */
  row(row: Row): Locator {
    if (typeof row !== 'string' && !(row instanceof RegExp)) return row;
    return this.#all
      .getByRole('treeitem', { name: typeof row === 'string' ? startingWith(row) : row })
      .first();
  }

  /** Rows directly below a row, which is expanded. */
  async childrenOf(row: Row): Promise<string[]> {
    const rows = await this.#rows();
    const index = Number(await this.row(row).getAttribute('data-index'));
    const parent = rows.findIndex((each) => each.index === index);
    const level = rows[parent]?.level ?? 0;
    const below = rows.slice(parent + 1);
    const end = below.findIndex((each) => each.level <= level);
    return below
      .slice(0, end === -1 ? undefined : end)
      .filter((each) => each.level === level + 1)
      .map((each) => each.label);
  }

  /** Opens rows, one below the other, each if it is not open: expand('web-01', 'eth0'). */
  async expand(...rows: Row[]): Promise<void> {
    for (const row of rows) await this.#setExpanded(row, 'true');
  }

  /** Closes a row, if it is open. */
  async collapse(row: Row): Promise<void> {
    await this.#setExpanded(row, 'false');
  }

  /** Clicks a row; with a modifier, adds it to the selection. */
  async select(row: Row, modifier?: 'Control' | 'Shift'): Promise<void> {
    await this.row(row).click(modifier ? { modifiers: [modifier] } : {});
  }

  /** Points at a row and presses one of the buttons that then show at its end. */
  async action(row: Row, name: string | RegExp): Promise<void> {
    const button = this.row(row).getByRole('button', { name });
    // Again if need be: a tooltip may lie over it, and it is there only while the row is pointed at.
    await eventually(async () => {
      await this.row(row).hover({ timeout: 3_000 });
      await button.click({ timeout: 3_000 });
    });
  }

  /** Chooses from a row's context menu; several names lead through its submenus. */
  async menu(row: Row, ...names: (string | RegExp)[]): Promise<void> {
    const target = this.row(row);
    await this.#menu.choose(
      async () => {
        await target.click({ button: 'right', timeout: 3_000 });
        // While rows are drawn anew, the click may have met the one that was there before.
        await target.and(this.#page.locator('.focused')).waitFor({ timeout: 3_000 });
      },
      ...names,
    );
  }

  /** What a row's context menu offers. */
  menuItems(row: Row): Promise<string[]> {
    return this.#menu.items(() => this.row(row).click({ button: 'right', timeout: 3_000 }));
  }

  /** Points at a row until its tooltip shows, and gives that. */
  async hover(row: Row): Promise<Locator> {
    const hover = this.#page.locator('.workbench-hover-container .monaco-hover-content').last();
    // Again if need be: a row that is just drawn anew forgets that it was pointed at.
    return eventually(async () => {
      await this.#page.mouse.move(0, 0);
      await hover.waitFor({ state: 'hidden', timeout: 4_000 });
      await this.row(row).hover();
      await hover.waitFor({ timeout: 4_000 });
      return hover;
    });
  }

  /** The text of a row's tooltip. */
  async tooltip(row: Row): Promise<string> {
    const hover = await this.hover(row);
    // What VS Code says until the extension has read what there is to tell.
    await hover.filter({ hasNotText: /^Loading\.\.\.$/ }).waitFor();
    const text = await hover.innerText();
    // What came from outside is written with spaces that do not break.
    return text.replaceAll('\u00a0', ' ');
  }

  /** The rows to be seen, as text: what a screen reader calls each, two spaces a level. */
  async text(): Promise<string> {
    const rows = await this.#rows();
    return rows.map(({ level, label }) => '  '.repeat(level - 1) + label).join('\n');
  }

  // Without those that stick to the top while what is below them is scrolled: they are there twice.
  get #all(): Locator {
    return this.root.locator('.monaco-list-rows');
  }

  // The list puts rows into the page in any order; data-index is their place.
  async #rows(): Promise<{ index: number; level: number; label: string }[]> {
    const rows = await this.#all.getByRole('treeitem').evaluateAll((elements: readonly Element[]) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('data-index')),
        level: Number(element.getAttribute('aria-level')),
        label: element.getAttribute('aria-label') ?? '',
      })),
    );
    return rows
      .map((row) => ({ ...row, label: row.label.replace(/, has actions$/, '') }))
      .sort((a, b) => a.index - b.index);
  }

  async #setExpanded(row: Row, wanted: 'true' | 'false'): Promise<void> {
    const target = this.row(row);
    const done = this.#page.locator(`[role=treeitem][aria-expanded=${wanted}]`).and(target);
    await target.waitFor();
    // Again if need be: a row that is just drawn anew takes no click.
    await eventually(async () => {
      if ((await target.getAttribute('aria-expanded')) === wanted) return;
      await target.locator('.monaco-tl-twistie').click();
      await done.waitFor({ timeout: 3_000 });
    });
  }
}
