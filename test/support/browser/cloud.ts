// The simulated Katapult behind a window: what others do there, what goes wrong, and what was asked of it.
import type { Fault, FaultRule } from '../../../src/simulator/faults.ts';
import type { Mutation } from '../../../src/simulator/mutations.ts';
import type { RecordedRequest } from '../../../src/simulator/records.ts';
import type { AddressSnapshot, Snapshot } from '../../../src/simulator/snapshot.ts';
import type { TokenSpec } from '../../../src/simulator/tokens.ts';
import type { Simulator } from '../katapult.ts';

export class Cloud {
  readonly #controls: string;

  constructor({ url }: Simulator) {
    this.#controls = new URL('/__simulator__/', url).href;
  }

  /** Has every request to a path (a regular expression) go wrong until heal(); `rule` narrows it down. */
  async fail(path: string, fault: Fault, rule: Omit<FaultRule, 'fault'> = {}): Promise<void> {
    const match = { path, ...rule.match };
    await this.#ask('POST', 'faults', { times: 'always', ...rule, match, fault });
  }

  /** Ends all faults and all latency. */
  async heal(): Promise<void> {
    await this.#ask('DELETE', 'faults');
    await this.slow(0);
  }

  /** Has every answer take so many milliseconds. */
  async slow(milliseconds: number): Promise<void> {
    await this.#ask('POST', 'latency', { milliseconds });
  }

  /** Somebody else changes something. */
  async change(mutation: Mutation): Promise<void> {
    await this.#ask('POST', 'mutate', mutation);
  }

  /** Makes a token; one that may do everything, unless told. */
  makeToken(spec: TokenSpec = {}): Promise<{ id: string; token: string }> {
    return this.#ask('POST', 'tokens', spec);
  }

  /** Makes a token that sees one organization only. */
  async tokenFor(organization: string): Promise<string> {
    const { organizations } = await this.state();
    const { token } = await this.makeToken({ organizations: [find(organizations, organization, 'name').id] });
    return token;
  }

  /** Changes how many requests a minute a token may make, by its id. */
  async permit(id: string, permitted: number): Promise<void> {
    await this.#ask('PATCH', `tokens/${id}`, { permitted });
  }

  /** Takes a token's validity away, by its id. */
  async revoke(id: string): Promise<void> {
    await this.#ask('DELETE', `tokens/${id}`);
  }

  /** Makes another cloud; tokens stay valid. */
  async reset(options: { seed?: number; machines?: number; organizations?: number } = {}): Promise<void> {
    await this.#ask('POST', 'reset', options);
  }

  /** All there is. */
  state(): Promise<Snapshot> {
    return this.#ask('GET', 'state');
  }

  /** A virtual machine by its name. */
  async machine(name: string): Promise<Snapshot['virtualMachines'][number]> {
    return find((await this.state()).virtualMachines, name, 'name');
  }

  /** The network interfaces of a machine. */
  async interfaces(machine: string): Promise<Snapshot['networkInterfaces']> {
    const { id } = await this.machine(machine);
    return (await this.state()).networkInterfaces.filter(({ virtualMachineId }) => virtualMachineId === id);
  }

  /** An address by its text. */
  async address(text: string): Promise<AddressSnapshot> {
    return find((await this.state()).ipAddresses, text, 'address');
  }

  /** What was asked, the oldest first, since the beginning or since forget(). */
  async requests(): Promise<RecordedRequest[]> {
    return (await this.#ask<{ requests: RecordedRequest[] }>('GET', 'requests')).requests;
  }

  /** What was asked to be changed: `POST /ip_addresses/ip_x/unallocate`. Not what only tries a token's scope. */
  async writes(): Promise<string[]> {
    const requests = await this.requests();
    return requests
      .filter(({ method, url }) => method !== 'GET' && !url.endsWith('/ip_addresses/none'))
      .map(({ method, url }) => `${method} ${decodeURIComponent(url.replace(/^\/core\/v1/, ''))}`);
  }

  /** Forgets what was asked. */
  async forget(): Promise<void> {
    await this.#ask('DELETE', 'requests');
  }

  async #ask<T>(method: string, control: string, body?: object): Promise<T> {
    const response = await fetch(this.#controls + control, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${control}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

function find<T extends object>(all: readonly T[], value: string, field: keyof T): T {
  const found = all.find((each) => each[field] === value);
  if (!found) throw new Error(`The cloud has no ${value}.`);
  return found;
}
