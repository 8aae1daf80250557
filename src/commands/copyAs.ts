import { env, l10n } from 'vscode';
import { complete } from '../inventory/describe/complete.ts';
import { documentOf } from '../inventory/describe/document.ts';
import { jsonText } from '../inventory/describe/json.ts';
import type { Node } from '../inventory/nodes.ts';
import { sshCommand } from '../inventory/ssh/command.ts';
import { hostsLines, sshConfig, type Place } from '../inventory/ssh/files.ts';
import { sessionOf, type CommandContext, type Handler } from './context.ts';
import { chosenNodes } from './flow/chosen.ts';
import { noAddress, reachOf, type Reach } from './flow/sshPlaces.ts';

/** Copies how to reach each row over SSH: a command a line. */
export const copySshCommand: Handler = async (context, row, rows) => {
  const nodes = await chosenNodes(context, l10n.t('Copy SSH Command'), row, rows);
  if (nodes.length === 0) return;
  const lines = bestPlaces(context, nodes).map(({ address, login }) => sshCommand(address, login));
  const text = lines.join('\n');
  await copy(context, text, lines.length === 1 ? text : l10n.t('{0} SSH commands', lines.length));
};

/** Copies entries for `~/.ssh/config`. */
export const copySshConfig: Handler = async (context, row, rows) => {
  const nodes = await chosenNodes(context, l10n.t('Copy SSH Config Entry'), row, rows);
  if (nodes.length === 0) return;
  await copy(context, sshConfig(bestPlaces(context, nodes)), l10n.t('entry for ~/.ssh/config'));
};

/** Copies lines for `/etc/hosts`, one for each address. */
export const copyHosts: Handler = async (context, row, rows) => {
  const nodes = await chosenNodes(context, l10n.t('Copy Hosts File Lines'), row, rows);
  if (nodes.length === 0) return;
  const text = hostsLines(reachesOf(nodes).flatMap((reach) => placesOf(context, reach)));
  await copy(context, text, l10n.t('lines for /etc/hosts'));
};

/** Copies everything that is known of each row; of several rows as an array. */
export const copyJson: Handler = async (context, row, rows) => {
  const nodes = await chosenNodes(context, l10n.t('Copy as JSON'), row, rows);
  if (nodes.length === 0) return;
  await Promise.all(nodes.map((node) => complete(sessionOf(context, node).inventory, node)));
  const [first, ...more] = nodes.map(documentOf);
  await copy(context, jsonText(more.length ? [first, ...more] : first), l10n.t('JSON'));
};

/** The best address of each row, and how to sign in there as far as the person has told. */
function bestPlaces(context: CommandContext, nodes: readonly Node[]): Place[] {
  return reachesOf(nodes).flatMap((reach) => placesOf(context, reach).slice(0, 1));
}

/** @throws NotNow when none of the rows can be reached */
function reachesOf(nodes: readonly Node[]): readonly Reach[] {
  const reaches = reachOf(nodes);
  if (reaches.every(({ addresses }) => addresses.length === 0))
    throw noAddress(reaches.map(({ machine }) => machine));
  return reaches;
}

function placesOf({ logins }: CommandContext, { machine, addresses }: Reach): Place[] {
  const login = logins.of(machine.data.id) ?? {};
  return addresses.map(({ address }) => ({ machine: machine.data, address, login }));
}

async function copy({ messages }: CommandContext, text: string, what: string): Promise<void> {
  await env.clipboard.writeText(text);
  messages.done(l10n.t('Copied {0}', what));
}
