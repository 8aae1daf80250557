/** A Katapult in a box: a pure handler of requests over the state of a cloud. */
import { answer } from './answer.ts';
import { generateCloud } from './cloud/generate.ts';
import { apply, replacement } from './fault-effects.ts';
import { FaultRules, isReplacing } from './faults.ts';
import type { ActiveRule, FaultRule } from './faults.ts';
import { preflight, respond } from './headers.ts';
import type { SimulatorRequest, SimulatorResponse } from './http.ts';
import type { Mutation } from './mutations.ts';
import { mutate } from './mutations.ts';
import type { Operation } from './operations.ts';
import { OperationLog } from './operations.ts';
import type { Settings, SimulatorOptions } from './options.ts';
import { settle } from './options.ts';
import { createRandom } from './random.ts';
import type { RecordedRequest } from './records.ts';
import { record, RequestLog } from './records.ts';
import { findRoute } from './routes.ts';
import { snapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { advanceTasks } from './tasks.ts';
import { createToken, TokenStore } from './tokens.ts';
import type { Admission, Token, TokenSpec } from './tokens.ts';
import type { World } from './world.ts';

export interface Simulator {
  /** The default token: a person's, with every scope. */
  readonly token: string;
  readonly settings: Settings;
  /** Answers one request. Never throws; waits only for latency and delays. */
  handle(request: SimulatorRequest): Promise<SimulatorResponse>;
  /** Orders a fault; gives its id. */
  addFault(rule: FaultRule): number;
  faults(): ActiveRule[];
  /** Removes one rule, or all. */
  clearFaults(id?: number): void;
  /** Milliseconds before every answer. */
  setLatency(milliseconds: number): void;
  requests(): RecordedRequest[];
  clearRequests(): void;
  /** Everything that took effect, in order. */
  operations(): Operation[];
  snapshot(): Snapshot;
  mutate(mutation: Mutation): void;
  createToken(spec: TokenSpec): Token;
  tokens(): Token[];
  /** By id or value. @throws Error when there is no such token */
  revokeToken(idOrValue: string): void;
  /** By id or value. @throws Error when there is no such token */
  changeToken(idOrValue: string, change: Partial<Omit<Token, 'id' | 'value'>>): void;
  /** Starts over with a fresh cloud. Tokens stay valid; faults, records and latency are gone. */
  reset(options?: Pick<SimulatorOptions, 'seed' | 'machines' | 'organizations'>): void;
}

/** @throws RangeError for options that make no cloud */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  return new KatapultInABox(settle(options), options);
}

class KatapultInABox implements Simulator {
  settings: Settings;
  readonly token: string;
  readonly #options: SimulatorOptions;
  readonly #faults = new FaultRules();
  readonly #requests: RequestLog;
  #world: World;
  #latency: number;

  constructor(settings: Settings, options: SimulatorOptions) {
    this.settings = settings;
    this.#options = options;
    this.#latency = settings.latency;
    this.#requests = new RequestLog(settings.recordLimit);
    // Chance of its own, so that tokens made do not change the cloud.
    const chance = createRandom(settings.seed ^ 0x70_6b_65_6e);
    const first = createToken({ value: settings.token || undefined }, settings, chance);
    this.token = first.value;
    this.#world = createWorld(settings, new TokenStore(chance));
    this.#world.tokens.add(first);
  }

  async handle(request: SimulatorRequest): Promise<SimulatorResponse> {
    const { now, sleep } = this.settings;
    const time = now();
    const requestId = globalThis.crypto.randomUUID();
    if (request.method === 'OPTIONS') return preflight(requestId);
    const match = findRoute(request.method, request.url.split('?')[0] ?? '');
    const admission = this.#world.tokens.admit(request, time, match !== null);
    const rule = this.#faults.take(request.method, request.url);
    if (this.#latency > 0) await sleep(this.#latency);
    const response = await this.#answer(request, { match, admission, now: time, requestId }, rule);
    this.#record(request, response, { requestId, time, admission, rule });
    return response;
  }

  async #answer(
    request: SimulatorRequest,
    visit: Omit<Parameters<typeof answer>[1], 'request'>,
    rule: ActiveRule | null,
  ): Promise<SimulatorResponse> {
    const { sleep, notModified } = this.settings;
    if (rule?.when === 'before' && isReplacing(rule.fault)) {
      if (rule.fault.kind !== 'delay')
        return replacement(rule.fault, { 'X-Request-Id': visit.requestId, ...visit.admission.headers });
      await sleep(rule.fault.ms);
    }
    const world = this.#world;
    world.served += 1;
    advanceTasks(world.cloud, this.settings.now());
    const answered = answer(world, { request, ...visit });
    const response = await respond(answered, request, visit.requestId, visit.admission.headers, notModified);
    return rule?.when === 'after' ? apply(rule.fault, response, sleep) : response;
  }

  #record(
    request: SimulatorRequest,
    response: SimulatorResponse,
    about: { requestId: string; time: number; admission: Admission; rule: ActiveRule | null },
  ): void {
    const { requestId, time, admission, rule } = about;
    const authorized = admission.token !== null && admission.error === null;
    const rest = {
      requestId,
      time,
      authorized,
      durationMs: this.settings.now() - time,
      fault: rule?.fault.kind ?? null,
    };
    this.#requests.add(record(request, response, rest, this.#world.tokens.everIssued()));
  }

  addFault(rule: FaultRule): number {
    return this.#faults.add(rule);
  }

  faults(): ActiveRule[] {
    return this.#faults.list();
  }

  clearFaults(id?: number): void {
    this.#faults.clear(id);
  }

  setLatency(milliseconds: number): void {
    this.#latency = milliseconds;
  }

  requests(): RecordedRequest[] {
    return this.#requests.list();
  }

  clearRequests(): void {
    this.#requests.clear();
  }

  operations(): Operation[] {
    return this.#world.operations.list();
  }

  snapshot(): Snapshot {
    advanceTasks(this.#world.cloud, this.settings.now());
    return snapshot(this.#world.cloud);
  }

  mutate(mutation: Mutation): void {
    mutate(this.#world, mutation, this.settings.now());
  }

  createToken(spec: TokenSpec): Token {
    return this.#world.tokens.create(spec, this.settings);
  }

  tokens(): Token[] {
    return this.#world.tokens.list().map((token) => ({ ...token }));
  }

  revokeToken(idOrValue: string): void {
    this.#world.tokens.revoke(this.#world.tokens.get(idOrValue));
  }

  changeToken(idOrValue: string, change: Partial<Omit<Token, 'id' | 'value'>>): void {
    Object.assign(this.#world.tokens.get(idOrValue), change);
  }

  reset(options: Pick<SimulatorOptions, 'seed' | 'machines' | 'organizations'> = {}): void {
    const settings = settle({ ...this.#options, ...options, token: this.token });
    this.settings = settings;
    this.#latency = settings.latency;
    this.#faults.clear();
    this.#requests.clear();
    this.#world = createWorld(settings, this.#world.tokens);
  }
}

function createWorld(settings: Settings, tokens: TokenStore): World {
  const { cloud, random } = generateCloud(settings);
  return { settings, cloud, random, tokens, operations: new OperationLog(), maintenance: false, served: 0 };
}
