import { ViewColumn, window, type WebviewPanel } from 'vscode';
import type { Node } from '../../inventory/nodes.ts';

/** Gives the node with an id, with all that can be known of it; undefined when it is not there. */
export type Look = (id: string) => Promise<Node | undefined>;

/** The pages that are open, one for each node. */
export class PropertyPages {
  readonly #look: Look;
  readonly #panels = new Map<string, WebviewPanel>();

  constructor(look: Look) {
    this.#look = look;
  }

  /** Opens a node's page, or brings it to the front, with what is known of it already. */
  async show(node: Node): Promise<void> {
    const panel = this.#panels.get(node.id) ?? this.#open(node.id);
    await write(panel, node);
    if (this.#panels.get(node.id) === panel) panel.reveal();
  }

  /** Writes the pages that are to be seen anew. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#panels].map(([id, panel]) => this.#fill(id, panel)));
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #open(id: string): WebviewPanel {
    const panel = window.createWebviewPanel('katapult.properties', '', ViewColumn.Active, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    this.#panels.set(id, panel);
    panel.onDidDispose(() => this.#panels.delete(id));
    panel.onDidChangeViewState(() => void this.#fill(id, panel));
    return panel;
  }

  async #fill(id: string, panel: WebviewPanel): Promise<void> {
    if (!panel.visible) return;
    const node = await this.#look(id);
    if (this.#panels.get(id) !== panel) return;
    await write(panel, node);
  }
}

/** What pages are made of is loaded with the first of them. */
async function write(panel: WebviewPanel, node: Node | undefined): Promise<void> {
  const { writePage } = await import('../onDemand.ts');
  writePage(panel, node);
}
