import { env, type WebviewPanel } from 'vscode';
import type { Node } from '../../inventory/nodes.ts';
import { plain } from '../../platform/plain.ts';
import { htmlOf } from './html.ts';
import { missingPage, pageOf } from './page.ts';

/** Writes what is known of a node into its page, or that it has gone. */
export function writePage(panel: WebviewPanel, node: Node | undefined): void {
  const page = node ? pageOf(node) : missingPage(panel.title);
  panel.title = plain(page.title, 60);
  panel.webview.html = htmlOf(page, globalThis.crypto.randomUUID(), env.language);
}
