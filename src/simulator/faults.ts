/** Faults to order: which requests they strike, and what goes wrong. */
import type { TransportFault } from './http.ts';
import type { Json, JsonObject } from './json.ts';

/** Faults that stand in for the answer. They may strike before the operation takes effect, or after. */
export type ReplacingFault =
  /** An error in the API's form. Status and description of a known code are filled in. */
  | {
      kind: 'error';
      code: string;
      status?: number;
      description?: string;
      detail?: JsonObject;
      wrapped?: boolean;
    }
  /** Anything else: a foreign body, HTML of a proxy, nothing. */
  | { kind: 'body'; status: number; contentType?: string; body: string }
  | { kind: 'redirect'; location: string; status?: number }
  | { kind: 'delay'; ms: number }
  | Extract<TransportFault, { kind: 'reset' | 'hang' }>;

/** Faults that spoil the true answer, and so strike after the operation. */
export type SpoilingFault =
  | Exclude<TransportFault, { kind: 'reset' | 'hang' }>
  | { kind: 'truncated-json' }
  | { kind: 'content-type'; value: string }
  /** `path` as in `virtual_machines.0.name`; `*` is every item. */
  | { kind: 'drop-field'; path: string }
  /** null or a value of another type. */
  | { kind: 'set-field'; path: string; value: Json }
  /** The first item of a page comes twice, or not at all. */
  | { kind: 'repeat-item' }
  | { kind: 'lose-item' }
  | { kind: 'totals'; total: number | null; totalPages: number | null };

export type Fault = ReplacingFault | SpoilingFault;

export interface FaultRule {
  /** `path` is a regular expression on path and query. Left out: every request. */
  match?: { method?: string; path?: string };
  /** Strikes from the n-th matching request on, counted from 1. Default 1. */
  nth?: number;
  /** How many requests it strikes. Default 1. */
  times?: number | 'always';
  /** Before or after the operation took effect. Default: `before` for what replaces the answer, else `after`. */
  when?: 'before' | 'after';
  fault: Fault;
}

export interface ActiveRule extends Required<FaultRule> {
  id: number;
  /** Requests that matched so far, and those that it struck. */
  seen: number;
  struck: number;
}

const REPLACING = ['error', 'body', 'redirect', 'delay', 'reset', 'hang'];

export function isReplacing(fault: Fault): fault is ReplacingFault {
  return REPLACING.includes(fault.kind);
}

/** The rules in force, in the order in which they were added. */
export class FaultRules {
  #rules: ActiveRule[] = [];
  #nextId = 1;

  /** @throws SyntaxError for a path that is no regular expression, Error for a fault that cannot strike `before` */
  add(rule: FaultRule): number {
    new RegExp(rule.match?.path ?? '');
    const when = rule.when ?? (isReplacing(rule.fault) ? 'before' : 'after');
    if (when === 'before' && !isReplacing(rule.fault))
      throw new Error(
        `the fault ${rule.fault.kind} spoils an answer, so it cannot strike before there is one`,
      );
    const id = this.#nextId++;
    this.#rules.push({
      id,
      match: rule.match ?? {},
      nth: rule.nth ?? 1,
      times: rule.times ?? 1,
      when,
      fault: rule.fault,
      seen: 0,
      struck: 0,
    });
    return id;
  }

  list(): ActiveRule[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  /** Removes one rule, or all. */
  clear(id?: number): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  /** The first rule that strikes this request. Every rule that matches counts it. */
  take(method: string, url: string): ActiveRule | null {
    const striking = this.#rules.filter((rule) => matches(rule, method, url) && strikes(rule));
    const [first] = striking;
    if (!first) return null;
    first.struck += 1;
    return first;
  }
}

function matches({ match }: ActiveRule, method: string, url: string): boolean {
  const isMethod = match.method === undefined || match.method.toUpperCase() === method;
  return isMethod && (match.path === undefined || new RegExp(match.path).test(url));
}

function strikes(rule: ActiveRule): boolean {
  rule.seen += 1;
  return rule.seen >= rule.nth && (rule.times === 'always' || rule.struck < rule.times);
}
