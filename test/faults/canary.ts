// Secrets are canaries: wherever something comes out, nobody may find one.
import { inspect } from 'node:util';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { accountsKey } from '../../src/accounts/tokenStore.ts';
import { childRows } from '../../src/views/children.ts';
import { explain, Log, ThemeIcon, tooltip, treeItem } from './editor.ts';
import { nodesOf } from './tree.ts';
import { channelOf } from './vscode-stand-in.ts';
import type { Window } from './window.ts';

/** The token of the windows. */
export const canaryToken = 'canary-token-CAFEBABE0123456789';

/** What the API tells of a machine beside what is used: field names that are never mentioned, values never shown. */
const labels = { label: 'name', description: 'firstAddress' } as const;

const secretFields = [
  'initial_root_password',
  'billing_name',
  'address1',
  'address3',
  'postcode',
  'phone_number',
];
const secretNames = ['initial_root_password', 'billing_name', 'Authorization', 'Bearer'];

/** The values of secret fields in an answer. */
export function secretsIn(body: string): string[] {
  if (!body.includes('initial_root_password')) return [];
  return secretFields.flatMap((name) =>
    [...body.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].map(([, value]) => value ?? ''),
  );
}

export interface Exposed {
  readonly window: Window;
  /** Every error that came out. */
  readonly errors: readonly unknown[];
  /** Values that the cloud has told and nobody may see, beside the token. */
  readonly secrets: ReadonlySet<string>;
}

/** Sentences about each secret that can be seen somewhere. */
export async function leaks({ window, errors, secrets }: Exposed): Promise<string[]> {
  const forbidden = [canaryToken, ...secrets, ...secretNames];
  const { session } = window.accounts;
  const rows = session.kind === 'open' ? await textsOfRows(session.inventory) : [];
  const all = [...errors, ...(session.kind === 'open' ? errorsOf(session.inventory) : [])];
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['the log', logged(window, all)],
    ['an error', all.flatMap(formsOf)],
    ['an explanation', all.map((error) => explain(error).text)],
    ['the tree', rows],
    ['the keyring', window.keyring.besides(isTokenKey)],
  ];
  return places.flatMap(([place, texts]) =>
    forbidden.flatMap((secret) => {
      const text = texts.find((each) => each.includes(secret));
      return text === undefined ? [] : [`${secret} can be seen in ${place}: ${excerpt(text, secret)}`];
    }),
  );
}

function excerpt(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 80), at + 80);
}

/** The one kind of key under which a token belongs. */
function isTokenKey(key: string): boolean {
  return key === accountsKey;
}

/** Every way in which a value gets into a log, a report or a message. */
function formsOf(value: unknown): string[] {
  const own = value instanceof Error ? [value.message, value.stack ?? '', ...formsOf(value.cause)] : [];
  const json = JSON.stringify([value]);
  return [String(value), json, inspect(value, { depth: 10, showHidden: true }), ...own];
}

/** The lines that all requests and errors leave in the log. */
function logged(window: Window, errors: readonly unknown[]): string[] {
  const lines: string[] = [];
  const keep = (line: string | Error): void => void lines.push(String(line));
  const log = new Log(channelOf(keep));
  for (const record of window.log) log.request(record);
  for (const error of errors) log.error('It has failed.', error);
  return [...lines, ...window.log.flatMap(formsOf)];
}

function errorsOf({ organizations, machines }: Inventory): unknown[] {
  const known = organizations.items ?? [];
  return [
    organizations.error,
    ...known.flatMap((node) => [node.machines.error, node.addressesError]),
    ...machines.map(({ interfaces }) => interfaces.error),
  ].filter((error) => error !== undefined);
}

async function textsOfRows(inventory: Inventory): Promise<string[]> {
  const nodes = nodesOf(inventory);
  // Only rows that are there: nothing is read for this.
  const opened = nodes.filter(
    (node) =>
      (node.kind === 'organization' && !node.machines.untouched) ||
      (node.kind === 'machine' && !node.interfaces.untouched),
  );
  const top = inventory.organizations.untouched ? [] : [undefined];
  const below = await Promise.all([...top, ...opened].map((node) => childRows(inventory, node)));
  const rows = [...nodes, ...below.flat().filter((row) => row.kind === 'status')];
  return rows.flatMap((row) => [
    ...formsOf(row.kind === 'status' ? row.error : row.data),
    ...(row.kind === 'machine' ? formsOf(row.details) : []),
    inspect(
      treeItem(row, {
        addressIcon: () => new ThemeIcon('globe'),
        account: undefined,
        favorite: false,
        labels,
      }),
    ),
    tooltip(row).value,
    row.id,
  ]);
}
