// The window: its parts, and what a person does in it.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Simulator } from '../katapult.ts';
import { root } from '../setup/kit.mjs';
import { Cloud } from './cloud.ts';
import { Dialog } from './dialog.ts';
import { eventually } from './eventually.ts';
import { Menu } from './menu.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { Tree } from './tree.ts';

/** For the page: resolves when the icons of rows that are files have been loaded. */
const iconsLoaded = `Promise.all(
  [...document.querySelectorAll('.custom-view-tree-node-item-icon')].map((icon) => {
    const address = /url\\("(.*)"\\)/.exec(getComputedStyle(icon).backgroundImage)?.[1];
    const image = new Image();
    if (address) image.src = address;
    return address && image.decode();
  }),
)`;

/** For the page: undoes that the window was shifted by some pixels to bring something into sight. */
const unshifted = `(() => {
  for (let part = document.querySelector('.part.sidebar'); part; part = part.parentElement) part.scrollTop = 0;
})()`;

export class Workbench {
  readonly page: Page;
  readonly simulator: Simulator;
  /** What happens in the simulator. */
  readonly cloud: Cloud;
  /** The tree in the side bar. */
  readonly tree: Tree;
  /** Quick picks, input boxes and the command palette. */
  readonly quickInput: QuickInput;
  /** The modal dialog. */
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  /** Closes the window, and the simulator if it is the window's own. */
  readonly close: () => Promise<void>;

  constructor(page: Page, simulator: Simulator, close: () => Promise<void>) {
    this.page = page;
    this.simulator = simulator;
    this.close = close;
    this.cloud = new Cloud(simulator);
    this.tree = new Tree(page);
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
  }

  /** The side bar. */
  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Katapult's icon in the activity bar. */
  get activity(): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name: /^Katapult/ });
  }

  /** Resolves when the extension has brought its icon. */
  async waitUntilReady(): Promise<void> {
    await this.activity.waitFor({ timeout: 60_000 });
  }

  /** Opens Katapult's side bar, if it is not open, and waits until the extension has filled it. */
  async openKatapult(): Promise<void> {
    const heading = this.sideBar.getByRole('heading', { name: /^Katapult/i });
    // Again if need be: a window that is just restoring its side bar takes the click for closing it.
    await eventually(async () => {
      if (await heading.isVisible()) return;
      await this.activity.click();
      await heading.waitFor({ timeout: 3_000 });
    });
    // What VS Code says until the extension is active.
    await this.sideBar.getByText('There is no data provider').waitFor({ state: 'hidden' });
  }

  /** Opens another view of Katapult's side bar, if it is not open. @returns its tree */
  async openView(name: string): Promise<Tree> {
    const header = this.sideBar.getByRole('button', { name: new RegExp(`^${name} Section`) });
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return new Tree(this.page, name);
  }

  /** Draws the side bar to a width, in pixels, and takes the pointer out of it. */
  async resizeSideBar(width: number): Promise<void> {
    const box = await this.sideBar.boundingBox();
    if (!box) throw new Error('The side bar is closed.');
    const y = box.y + box.height / 2;
    // The first pixels outside of it are the handle.
    await this.page.mouse.move(box.x + box.width + 2, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width + 2, y, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(box.x + width + 200, y);
  }

  /** A button in the welcome text of the side bar. */
  button(name: string | RegExp): Locator {
    return this.sideBar.getByRole('button', { name });
  }

  /** Presses a button in the title of the view of machines. */
  async titleAction(name: string | RegExp): Promise<void> {
    await eventually(async () => {
      const title = await this.#title();
      await title.getByRole('button', { name }).click({ timeout: 3_000 });
    });
  }

  /** Chooses from the menu behind the three dots in that title. */
  async titleMenu(name: string | RegExp): Promise<void> {
    const open = async () => {
      const title = await this.#title();
      await title.getByRole('button', { name: /More Actions/ }).click({ timeout: 3_000 });
    };
    await new Menu(this.page).choose(open, name);
  }

  /** A view alone has the side bar's title; of several each has its own, and shows buttons while pointed at. */
  async #title(): Promise<Locator> {
    const header = this.sideBar.locator('.pane-header').filter({ hasText: 'Virtual Machines' });
    if (!(await header.isVisible())) return this.sideBar;
    await header.hover({ timeout: 3_000 });
    return header;
  }

  /** Presses Delete on what is selected in the tree, and resolves when the extension asks whether it may. */
  async pressDelete(): Promise<void> {
    // Again if need be: it hears of the selection a little later than the eye sees it, and does nothing before.
    await eventually(async () => {
      await this.page.keyboard.press('Delete');
      await this.dialog.root.waitFor({ timeout: 5_000 });
    });
  }

  /** Resolves when the status bar says something. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.locator('.part.statusbar').getByText(text).first().waitFor();
  }

  /** Opens the window anew, as after closing it: what is stored comes back. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
    await this.openKatapult();
  }

  /** Runs a command from the palette, by its title there, such as 'Katapult: Refresh'. */
  async command(title: string): Promise<void> {
    await this.#openPalette();
    await this.quickInput.type(`>${title}`);
    await this.quickInput.pick(title);
  }

  /** Changes the colours, by the name of a theme, as one does in the palette. */
  async chooseTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.quickInput.type(name);
    await this.quickInput.pick(name);
    await this.quickInput.root.waitFor({ state: 'hidden' });
  }

  /** What the palette offers for a text. */
  async commandsLike(text: string): Promise<string[]> {
    await this.#openPalette();
    await this.quickInput.type(`>${text}`);
    const options = await this.quickInput.options();
    await this.quickInput.cancel();
    return options;
  }

  async #openPalette(): Promise<void> {
    // Again if need be: the palette closes when a part of the window that is just being drawn takes the focus.
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.quickInput.field.waitFor({ timeout: 3_000 });
    });
  }

  /** What a screen reader is told of the side bar, as YAML. */
  ariaSnapshot(): Promise<string> {
    return this.sideBar.ariaSnapshot();
  }

  /** The text on the clipboard. */
  async clipboard(): Promise<string> {
    return String(await this.page.evaluate('navigator.clipboard.readText()'));
  }

  /**
   * Takes a picture of the window, or of a part of it, without a blinking caret.
   * It goes to out/pictures, under `npm run pictures` to media/pictures. Gives the file.
   */
  async picture(name: string, part?: Locator): Promise<string> {
    await this.page.evaluate(unshifted);
    await this.page.evaluate(iconsLoaded);
    const folder = process.env['KATAPULT_PICTURES'] ?? join(root, 'out', 'pictures');
    const path = join(folder, `${name}.png`);
    await (part ?? this.page).screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  }
}
