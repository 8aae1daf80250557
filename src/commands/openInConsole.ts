import { env, l10n, Uri } from 'vscode';
import { consoleOf } from '../accounts/console.ts';
import { NotNow } from '../platform/notNow.ts';
import { plain } from '../platform/plain.ts';
import { sessionOf, type Handler } from './context.ts';
import { chosenNodes } from './flow/chosen.ts';
import { machineOf } from './flow/sshPlaces.ts';

/** Opens Katapult's console in the browser: its first page, since no other address of it is documented. */
export const openInConsole: Handler = async (context, row) => {
  const [node] = await chosenNodes(context, l10n.t('Open in Katapult Console'), row);
  if (!node) return;
  const { account } = sessionOf(context, node);
  const url = consoleOf(account.apiUrl);
  if (url === undefined) throw noConsole(account.demo, account.apiUrl);
  if (!(await env.openExternal(Uri.parse(url)))) return;
  const shown = node.kind === 'organization' ? node : machineOf(node);
  const name = plain(shown?.data.name ?? '');
  context.messages.done(l10n.t('Opened the Katapult console: look for {0} there', name));
};

function noConsole(demo: boolean, apiUrl: string): NotNow {
  const text = demo
    ? l10n.t('The demo account’s cloud is made up: no console shows it.')
    : l10n.t('It is not known where the console of the Katapult at {0} is.', plain(apiUrl));
  return new NotNow(text, 'log');
}
