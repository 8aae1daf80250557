// What is open beside the side bar: documents, pages, terminals.
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The tab of something that is open, by the beginning of its name. */
export function tab(page: Page, name: string): Locator {
  return page.locator('.part.editor').getByRole('tab', { name }).first();
}

/** What is in the web view that is to be seen. */
export function webView(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** The text of the editor that is to be seen, as far as it is; its lines are in no order. */
export function editorText(page: Page): Locator {
  return page.locator('.part.editor .monaco-editor .view-lines').first();
}

/** The screen of the terminal that is to be seen; needs the setting terminal.integrated.gpuAcceleration: off. */
export function terminal(page: Page): Locator {
  return page.locator('.terminal-wrapper.active .xterm-rows');
}
