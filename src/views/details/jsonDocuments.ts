import {
  EventEmitter,
  l10n,
  Uri,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';
import type { Subscription } from '../../inventory/emitter.ts';
import type { Node } from '../../inventory/nodes.ts';
import { aliasOf } from '../../inventory/ssh/names.ts';
import type { Look } from './propertyPages.ts';

const scheme = 'katapult';

/** Read-only documents, `katapult:/<id of the node>/<name>.json`, whose text is made when it is looked at. */
export class JsonDocuments implements TextDocumentContentProvider, Disposable {
  readonly #look: Look;
  readonly #changes = new EventEmitter<Uri>();
  readonly #subscriptions: readonly Subscription[];

  readonly onDidChange = this.#changes.event;

  constructor(look: Look) {
    this.#look = look;
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(scheme, this),
      window.onDidChangeVisibleTextEditors(() => this.refresh()),
      this.#changes,
    ];
  }

  /** Opens a node's document, or brings it to the front. */
  async show(node: Node): Promise<void> {
    const document = await workspace.openTextDocument(uriOf(node));
    await window.showTextDocument(document, { preview: false });
    this.#changes.fire(document.uri);
  }

  /** Has VS Code ask anew for the documents that are to be seen. */
  refresh(): void {
    for (const { document } of window.visibleTextEditors) {
      if (document.uri.scheme === scheme) this.#changes.fire(document.uri);
    }
  }

  async provideTextDocumentContent({ path }: Uri): Promise<string> {
    const node = await this.#look(path.slice(1, path.lastIndexOf('/')));
    const problem = l10n.t('This is not there any more, or its account was left.');
    // Loaded with the first document.
    const { documentOf, jsonText } = await import('../onDemand.ts');
    return jsonText(node ? documentOf(node) : { problem });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** The end of the path is what the tab shows, and gives the language. */
function uriOf(node: Node): Uri {
  const { id } = node.data;
  const name = node.kind === 'address' ? node.data.address : node.data.name;
  return Uri.from({ scheme, path: `/${node.id}/${aliasOf({ id, name })}.json` });
}
