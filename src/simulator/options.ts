/** What can be chosen about a simulated cloud, and what is chosen otherwise. */

export interface SimulatorOptions {
  /** The same seed gives the same cloud, byte for byte. Default 1. */
  seed?: number;
  /** Virtual machines over all organizations, 0…10,000; the one in the trash comes on top. Default 200. */
  machines?: number;
  /** Default 2, or 1 for a handful of machines. */
  organizations?: number;
  /** The clock, in unix milliseconds. Default `Date.now`. */
  now?: () => number;
  /** How to wait, for latency and delays. Default `setTimeout`. */
  sleep?: (milliseconds: number) => Promise<void>;
  /** The default token's requests a minute. Default 1000. */
  permitted?: number;
  /** The value of the default token. Default: made from the seed. */
  token?: string;
  /** The most `per_page`. Default 200. */
  maxPerPage?: number;
  /** Items above which an endpoint that opts in withholds its totals. Default 1000. */
  largeSetAbove?: number;
  /** Route patterns that opt in to large sets, e.g. `organizations/:organization/virtual_machines`. Default none. */
  largeSetRoutes?: readonly string[];
  /** Default `created`. */
  machineOrder?: ListOrder;
  /** Default `shuffled`: the order of creation says nothing. */
  addressOrder?: ListOrder;
  /** Whether an interface's addresses come in another order each time, as no order is promised. Default true. */
  changingInterfaceOrder?: boolean;
  /** Errors as `{"error":{…}}`, which is what the cloud does; false is what its document shows. Default true. */
  wrapErrors?: boolean;
  /**
   * `current`: as recorded in August 2026. `older`: without what came since November 2024: a network's `default`
   * (December 2024), `subnet`, fuller interface lists, an organization's `uuid` and the size of machines with a
   * package (all there in May 2026), `suspended` (not yet on 7 June 2026, there on 14 August). Default `current`.
   */
  shapes?: 'current' | 'older';
  /** GET ip's sibling: `{type,value:{id,name}}` as seen live, or `{id,name}` as documented. Default `live`. */
  allocationShape?: 'live' | 'document';
  /** Machines in the trash are in the list of machines too. Default false. */
  trashInLists?: boolean;
  /** What an interface of a machine in the trash answers. Default `not-found`. */
  trashedInterfaces?: 'found' | 'not-found';
  /** Releasing an allocated address: `allow` (it is unallocated first) or `refuse` with 409. Default `allow`. */
  releaseAllocated?: 'allow' | 'refuse';
  /** Allocating a VIP to a machine: `allow`, or `refuse` with 422 invalid_ip. Default `allow`. */
  allocateVip?: 'allow' | 'refuse';
  /** Allocation types whose addresses cannot be unallocated. Default LoadBalancer. */
  fixedAllocations?: readonly string[];
  /** The most addresses an organization may have; null for no end. Default null. */
  addressQuota?: number | null;
  /** What exceeding the quota answers. Default `permission_denied`. */
  quotaError?: 'permission_denied' | 'no_available_addresses' | 'generic_runtime_error';
  /** Whether a reverse DNS that is no host name answers 422 validation_error. Default true. */
  validateReverseDns?: boolean;
  /** Whether an `If-None-Match` that matches answers 304. Default true. */
  notModified?: boolean;
  /** Milliseconds until a task starts (live, that took from 1 to 17 s), and that it runs. Default 1000 and 4000. */
  taskTimes?: { queued: number; running: number };
  /**
   * When a machine's state becomes `stopping` or the like: once its task is queued, or once it runs. That the cloud
   * does the latter is inferred: nobody has recorded a state while a task was pending. Default `running`.
   */
  stateChanges?: 'queued' | 'running';
  /** Milliseconds before every answer. Default 0. */
  latency?: number;
  /** Recorded requests kept, the oldest are dropped. Default 1000. */
  recordLimit?: number;
}

export type ListOrder = 'created' | 'created-descending' | 'name' | 'id' | 'shuffled';
export type Settings = Required<SimulatorOptions>;

const DEFAULTS: Omit<Settings, 'organizations' | 'token'> = {
  seed: 1,
  machines: 200,
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  permitted: 1000,
  maxPerPage: 200,
  largeSetAbove: 1000,
  largeSetRoutes: [],
  machineOrder: 'created',
  addressOrder: 'shuffled',
  changingInterfaceOrder: true,
  wrapErrors: true,
  shapes: 'current',
  allocationShape: 'live',
  trashInLists: false,
  trashedInterfaces: 'not-found',
  releaseAllocated: 'allow',
  allocateVip: 'allow',
  fixedAllocations: ['LoadBalancer'],
  addressQuota: null,
  quotaError: 'permission_denied',
  validateReverseDns: true,
  notModified: true,
  taskTimes: { queued: 1000, running: 4000 },
  stateChanges: 'running',
  latency: 0,
  recordLimit: 1000,
};

/** Fills in what was not chosen. Throws a RangeError for a number that makes no cloud. */
export function settle(options: SimulatorOptions): Settings {
  const chosen = { ...DEFAULTS, ...options };
  const settings = {
    ...chosen,
    organizations: options.organizations ?? (chosen.machines > 5 ? 2 : 1),
    token: options.token ?? '',
  };
  requireWhole('machines', settings.machines, 0, 10_000);
  requireWhole('organizations', settings.organizations, 1, 50);
  requireWhole('permitted', settings.permitted, 0, 1_000_000);
  requireWhole('maxPerPage', settings.maxPerPage, 1, 10_000);
  return settings;
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`);
  }
}
