import { l10n } from 'vscode';
import type { Handler } from './context.ts';
import { chosenNodes } from './flow/chosen.ts';

/** Shows everything that is known of a node as a page. */
export const showProperties: Handler = async (context, row) => {
  const [node] = await chosenNodes(context, l10n.t('Show Properties'), row);
  if (node) await context.details.showProperties(node);
};

/** Shows everything that is known of a node as a read-only JSON document. */
export const showJson: Handler = async (context, row) => {
  const [node] = await chosenNodes(context, l10n.t('Show as JSON'), row);
  if (node) await context.details.showJson(node);
};
