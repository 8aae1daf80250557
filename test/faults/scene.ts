// One simulated cloud behind real HTTP, one window that looks at it, and the faults that are in force.
import { httpFetch, type Fetch, type FetchRequest } from '../../src/api/fetch.ts';
import type { RequestRecord } from '../../src/api/transport.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { InterfaceNode, MachineNode } from '../../src/inventory/nodes.ts';
import type { Operations } from '../../src/inventory/operations/operations.ts';
import { findAddress } from '../../src/inventory/operations/fit.ts';
import type { IpAddress } from '../../src/inventory/types.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import type { TransportFault } from '../../src/simulator/http.ts';
import type { Operation } from '../../src/simulator/operations.ts';
import { serve, type Served, type ServeOptions } from '../../src/simulator/serve.ts';
import type { Snapshot } from '../../src/simulator/snapshot.ts';
import { canaryToken, leaks, secretsIn } from './canary.ts';
import type { HostName, Hosts } from './hosts.ts';
import { placesOf, type Place, type Places } from './places.ts';
import { planFor, type Plan } from './plan.ts';
import type { VirtualTime } from './time.ts';
import { answerTo, pause, UnderWay } from './underWay.ts';
import { Window } from './window.ts';

/** One thing that goes wrong at a request. */
export type Strike = {
  /** What tells it from the others of the same fault. */
  readonly label?: string;
} & (
  | { readonly fault: Fault; readonly when?: 'before' | 'after' }
  /** The request goes elsewhere. */
  | { readonly host: HostName }
  /** The world changes right before the request arrives. */
  | { readonly world: (scene: Scene) => void }
);

/** How often, and from the how-manieth request on. */
export interface Often {
  readonly times: 1 | 'always';
  readonly nth?: number;
}

interface Hook {
  readonly place: Place;
  /** True for what happens at the client's side, before the request leaves. */
  readonly run: (url: string) => string;
  readonly often: Often;
  seen: number;
  struck: number;
}

export class Scene {
  readonly time: VirtualTime;
  readonly hosts: Hosts;
  readonly served: Served;
  readonly plan: Plan;
  readonly places: Places;
  readonly window: Window;
  /** Undoes what is not undone by removing the faults. */
  readonly remedies: (() => void)[] = [];
  /** Every error that came out. */
  readonly errors: unknown[] = [];
  /** Addresses that were asked although they are not the configured one's. */
  readonly strays: string[] = [];
  readonly #underWay: UnderWay[] = [];
  #leaving: Hook[] = [];
  #arriving: Hook[] = [];

  constructor(time: VirtualTime, hosts: Hosts, served: Served) {
    this.time = time;
    this.hosts = hosts;
    this.served = served;
    this.plan = planFor(served.simulator.snapshot());
    this.places = placesOf(this.plan);
    this.window = new Window({ url: served.url, fetch: this.#fetch });
    const handle = served.simulator.handle.bind(served.simulator);
    served.simulator.handle = async (request) => {
      applyHooks(this.#arriving, request.method, request.url);
      const here = this.#arrive(request.url);
      const answer = await answerTo(here, () => handle(request));
      if (answer.transport?.kind === 'hang') here?.hang();
      if (here) here.endless = neverWhole(answer.transport);
      return answer;
    };
  }

  static async open(time: VirtualTime, hosts: Hosts, options: ServeOptions = {}): Promise<Scene> {
    const served = await serve({
      seed: 3,
      machines: 12,
      recordLimit: 10_000,
      token: canaryToken,
      sleep: pause,
      now: () => time.elsewhere(),
      ...options,
    });
    return new Scene(time, hosts, served);
  }

  close(): Promise<void> {
    this.window.accounts.dispose();
    return this.served.close();
  }

  /** Orders a strike at a place. */
  arm(place: Place, strike: Strike, often: Often): void {
    const { times, nth = 1 } = often;
    if ('fault' in strike) {
      const { when } = strike;
      const fault = this.#directed(strike.fault);
      const match = { method: place.method, path: place.path };
      this.served.simulator.addFault({ match, times, nth, fault, ...(when && { when }) });
    } else if ('host' in strike) {
      const base = this.hosts.instead[strike.host];
      this.#leaving.push({ place, often, run: (url) => base + new URL(url).pathname, seen: 0, struck: 0 });
    } else {
      const run = (url: string): string => {
        strike.world(this);
        return url;
      };
      this.#arriving.push({ place, often: { ...often, times: 1 }, run, seen: 0, struck: 0 });
    }
  }

  /** Redirects know only in the scene where they lead. */
  #directed(fault: Fault): Fault {
    if (fault.kind !== 'redirect') return fault;
    const location = fault.location
      .replace('{elsewhere}', this.hosts.elsewhere)
      .replace('{itself}', `${this.served.url}/organizations`);
    return { ...fault, location };
  }

  /** Removes the faults. What somebody else has changed in the cloud stays. */
  disarm(): void {
    this.#leaving = [];
    this.#arriving = [];
    this.served.simulator.clearFaults();
    for (const remedy of this.remedies.splice(0)) remedy();
    this.time.sleepMs = 0;
  }

  /** The network of the plan's interface. */
  get network(): string {
    const { networkInterface } = this.plan;
    return this.cloud.networkInterfaces.find(({ id }) => id === networkInterface)?.networkId ?? '';
  }

  get cloud(): Snapshot {
    return this.served.simulator.snapshot();
  }

  /** What the window's own requests have made happen. */
  effects(): Operation[] {
    return this.served.simulator.operations().filter(({ requestId }) => requestId !== null);
  }

  /** What can be seen of secrets anywhere, and of requests where none belong. */
  async exposures(): Promise<string[]> {
    const requests = this.served.simulator.requests();
    const secrets = new Set(requests.flatMap(({ responseBody }) => secretsIn(responseBody)));
    const outside = requests.filter(({ tokenOutsideHeader }) => tokenOutsideHeader);
    return [
      ...(await leaks({ window: this.window, errors: this.errors, secrets })),
      ...outside.map(({ method, url }) => `the token is outside of the header in ${method} ${url}`),
      ...this.strays.map((url) => `another origin was asked: ${url}`),
      ...(this.hosts.received(canaryToken) ? ['another origin has received the token'] : []),
    ];
  }

  get log(): readonly RequestRecord[] {
    return this.window.log;
  }

  /** Signs in without a request. Inventory and operations stay at hand when the session ends. */
  async signIn(): Promise<Session> {
    await this.window.accounts.signIn(this.served.token, 'Robin');
    const { inventory, operations } = this.window.session;
    return { inventory, operations };
  }

  #arrive(url: string): UnderWay | undefined {
    const request = this.#underWay.find((each) => !each.arrived && each.url.endsWith(url));
    if (request) request.arrived = true;
    return request;
  }

  readonly #fetch: Fetch = async (url, request) => {
    const here = new UnderWay(url, this.time);
    if (!url.startsWith(`${this.served.url}/`)) this.strays.push(url);
    this.#underWay.push(here);
    const over = (): void => {
      this.#underWay.splice(this.#underWay.indexOf(here), 1);
      here.end();
    };
    try {
      const answer = await this.#send(applyHooks(this.#leaving, request.method, url), request);
      // Not before: its status and headers are still to come.
      if (here.endless) here.hang();
      return { ...answer, text: () => answer.text().finally(over) };
    } catch (error) {
      over();
      throw error;
    }
  };

  /** A name that nobody knows can take a system seconds to look up, so it has been looked up once. */
  #send(url: string, request: FetchRequest): ReturnType<Fetch> {
    if (url.startsWith(this.hosts.instead.unknownName)) return Promise.reject(this.hosts.unknownName);
    return httpFetch(url, request);
  }
}

/** Whether a body does not come to its end without time passing. */
function neverWhole(transport: TransportFault | undefined): boolean {
  return transport?.kind === 'slow-body' || transport?.kind === 'endless-body';
}

export interface Session {
  readonly inventory: Inventory;
  readonly operations: Operations;
}

function applyHooks(hooks: readonly Hook[], method: string, url: string): string {
  let going = url;
  for (const hook of hooks) {
    if (hook.place.method !== method || !new RegExp(hook.place.path).test(url)) continue;
    hook.seen++;
    if (hook.seen < (hook.often.nth ?? 1) || hook.struck >= (hook.often.times === 1 ? 1 : Infinity)) continue;
    hook.struck++;
    going = hook.run(going);
  }
  return going;
}

/** The node of a machine that was listed. @throws Error when it is not */
export function machineNode({ machines }: Inventory, id: string): MachineNode {
  const node = machines.find(({ data }) => data.id === id);
  if (!node) throw new Error('the machine is not in the tree');
  return node;
}

/** The node of the plan's interface. @throws Error when its machine is not opened */
export function targetNode(inventory: Inventory, { machine, networkInterface }: Plan): InterfaceNode {
  return interfaceNode(inventory, machine, networkInterface);
}

/** The node of an interface. @throws Error when its machine is not opened */
export function interfaceNode(inventory: Inventory, machineId: string, id: string): InterfaceNode {
  const nodes = machineNode(inventory, machineId).networkInterfaces;
  const node = nodes.find(({ data }) => data.id === id);
  if (!node) throw new Error('the interface is not in the tree');
  return node;
}

/** The address that the plan's interface holds. @throws Error when it is not in the tree */
export function heldAddress(inventory: Inventory, { machine, held }: Plan): IpAddress {
  const node = findAddress(machineNode(inventory, machine), held);
  if (!node) throw new Error('the address is not in the tree');
  return node.data;
}
