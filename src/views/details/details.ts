import type { Disposable } from 'vscode';
import type { Accounts } from '../../accounts/accounts.ts';
import { complete, completeAnew } from '../../inventory/describe/complete.ts';
import { findNode } from '../../inventory/describe/findNode.ts';
import type { Subscription } from '../../inventory/emitter.ts';
import type { Node } from '../../inventory/nodes.ts';
import { JsonDocuments } from './jsonDocuments.ts';
import { PropertyPages } from './propertyPages.ts';

/** Everything that is known of a node: as a page, and as JSON. Both follow what changes while they are to be seen. */
export class Details implements Disposable {
  readonly #accounts: Accounts;
  readonly #documents: JsonDocuments;
  readonly #pages: PropertyPages;
  readonly #subscription: Subscription;
  #following: readonly Subscription[] = [];

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
    const look = (id: string) => this.#look(id);
    this.#documents = new JsonDocuments(look);
    this.#pages = new PropertyPages(look);
    this.#subscription = accounts.onDidChange(() => this.#follow());
    this.#follow();
  }

  /** Opens a node's page at once, and fills it up with what has to be read. */
  async showProperties(node: Node): Promise<void> {
    await this.#pages.show(node);
    await this.#read(node);
    await this.#pages.refresh();
  }

  /** Opens a node's document, read anew. */
  async showJson(node: Node): Promise<void> {
    await this.#read(node);
    await this.#documents.show(node);
  }

  dispose(): void {
    for (const each of [...this.#following, this.#subscription]) each.dispose();
    this.#documents.dispose();
    this.#pages.dispose();
  }

  async #read(node: Node): Promise<void> {
    const session = this.#accounts.sessionOf(node);
    if (session) await completeAnew(session.inventory, node);
  }

  /** The ids of nodes begin with their account's. */
  async #look(id: string): Promise<Node | undefined> {
    const session = this.#accounts.open.find(({ account }) => id.startsWith(`${account.id}/`));
    const node = session && (await findNode(session.inventory, id));
    if (node) await complete(session.inventory, node);
    return node;
  }

  #follow(): void {
    for (const following of this.#following) following.dispose();
    const refresh = () => void this.#refresh();
    this.#following = this.#accounts.open.map(({ inventory }) => inventory.onDidChange(refresh));
    refresh();
  }

  async #refresh(): Promise<void> {
    this.#documents.refresh();
    await this.#pages.refresh();
  }
}
