// A cloud whose every text tries to deceive whoever reads it, and what such a text must never do.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Accounts } from '../../src/accounts/accounts.ts';
import type { OpenSession } from '../../src/accounts/session.ts';
import { TokenStore } from '../../src/accounts/tokenStore.ts';
import { httpFetch, type Fetch, type FetchAnswer } from '../../src/api/fetch.ts';
import { control, token } from './scene.ts';

/** Where it is believed it is a link, a command, an icon, a line of its own, turned around, and without end. */
export const deceit = `[run](command:x) $(bug) <b>\u202e\u2067\r\nFORGED\n  at FORGED\u001b[31m\u200f${'x'.repeat(2_000)}`;

export const deceiving =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Holds a text that shows somewhere against what a foreign one must not do there. */
export function assertHarmless(text: string, where: string): void {
  assert.doesNotMatch(text, deceiving, `${where} has no control character: ${text}`);
  assert.doesNotMatch(text, /^FORGED/m, `${where} has no line of the cloud's: ${text}`);
  assert.ok(!text.includes('x'.repeat(300)), `${where} is not filled by one foreign text: ${text}`);
}

/** Besides that, where VS Code would make links of `[text](address)`. */
export function assertNoLink(text: string, where: string): void {
  assert.ok(!text.includes(']('), `${where} has no link: ${text}`);
}

/** Besides that, where VS Code would make icons of `$(name)`. */
export function assertNoIcon(text: string, where: string): void {
  assert.doesNotMatch(text, /(?<!\\)\$\(/, `${where} has no icon: ${text}`);
}

/** Fields of answers that are somebody's words. What decides something (ids, addresses) stays, or nothing would load. */
const words = new Set([
  ...[
    'name',
    'first_name',
    'last_name',
    'sub_domain',
    'hostname',
    'fqdn',
    'description',
    'label',
    'reverse_dns',
  ],
  ...['state', 'mac_address', 'address_with_mask', 'gateway', 'mask', 'tag_names', 'details', 'errors'],
]);

function deceitful(key: string, value: unknown): unknown {
  if (key === 'vip') return true;
  if (key === 'label' && value === null) return deceit;
  // Not its own interface's words: the address is matched to it by them.
  if (key === 'allocation_type' && value !== 'VirtualMachine' && value !== null) return deceit;
  if (!words.has(key)) return value;
  // Not the default, which follows from the machine's name.
  if (key === 'reverse_dns') return `own.${String(value)}${deceit}`;
  if (typeof value === 'string') return value + deceit;
  return Array.isArray(value) ? value.map((each) => String(each) + deceit) : value;
}

/** HTTP to a Katapult of whose answers every word deceives. */
const fetchDeceit: Fetch = async (url, request) => {
  const answer = await httpFetch(url, request);
  const single = /\/ip_addresses\/\w+$/.test(url);
  return { ...justAnswer(answer), text: async () => spoil(await answer.text(), single) };
};

function justAnswer({ status, headers }: FetchAnswer) {
  return { status, headers };
}

/** @param single one address alone: nothing is found by its number any more, so that it may deceive too. */
function spoil(text: string, single: boolean): string {
  return JSON.stringify(
    JSON.parse(text, (key, value: unknown) =>
      single && key === 'address' && typeof value === 'string' ? value + deceit : deceitful(key, value),
    ),
  );
}

class Memory {
  readonly #entries = new Map<string, string>();
  readonly onDidChange = new vscode.EventEmitter<{ key: string }>().event;

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#entries.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#entries.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }
}

/** Accounts of their own in a fresh deceitful cloud, signed in. */
export async function openHostileCloud(options: object): Promise<Accounts> {
  await control('POST', 'reset', options);
  const url = process.env['KATAPULT_SIMULATOR_URL'] ?? '';
  const accounts = new Accounts({
    store: new TokenStore(new Memory()),
    apiUrl: () => url,
    userAgent: 'test',
    openDemo: () => Promise.reject(new Error('there is no demo here')),
    onRequest: () => undefined,
    fetch: fetchDeceit,
  });
  await accounts.signIn(token, await accounts.verify(token));
  return accounts;
}

export function openedBy({ session }: Accounts): OpenSession {
  assert.ok(session.kind === 'open', `the session is open: ${session.kind}`);
  return session;
}
