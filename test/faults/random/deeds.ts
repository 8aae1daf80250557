// The writes that were asked for in windows, each with its own requests and with what the window said of it.
import type { Settled } from '../../../src/inventory/operations/settle.ts';
import type { Operation } from '../../../src/simulator/operations.ts';
import type { Sender } from './network.ts';

export type DeedKind = 'allocate' | 'allocate to machine' | 'new address' | 'unallocate';

/** One write. */
export class Deed implements Sender {
  readonly kind: DeedKind;
  /** The address; of a new one it is not known before. */
  addressId: string | undefined;
  /** Where to, or where from as the window believed. */
  readonly machineId: string | undefined;
  readonly interfaceId: string | undefined;
  /** Asked for while the same was under way already. */
  readonly isDoubleClick: boolean;
  /** How much had happened in the cloud when it began, and when it was reported. */
  readonly began: number;
  ended = 0;
  /** Writes that left the window, and the ids of those that arrived, however late. */
  sentWrites = 0;
  readonly arrivedWrites: string[] = [];
  settled: Settled<unknown> | undefined;
  /** The address that the window says it has got. */
  claimedId: string | undefined;

  constructor(
    kind: DeedKind,
    about: Pick<Deed, 'addressId' | 'machineId' | 'interfaceId' | 'began'> & {
      readonly isDoubleClick?: boolean;
    },
  ) {
    this.kind = kind;
    this.addressId = about.addressId;
    this.machineId = about.machineId;
    this.interfaceId = about.interfaceId;
    this.began = about.began;
    this.isDoubleClick = about.isDoubleClick ?? false;
  }

  sent(method: string): void {
    if (method === 'POST') this.sentWrites++;
  }

  arrived(method: string, requestId: string): void {
    if (method === 'POST') this.arrivedWrites.push(requestId);
  }

  toString(): string {
    const where = this.interfaceId ?? this.machineId ?? 'nowhere';
    return `${this.kind} ${this.addressId ?? ''} at ${where}: ${this.settled?.kind ?? 'no end'}`;
  }
}

/** What is found when everything is over. */
export interface Findings {
  readonly problems: string[];
  /** Twice sent, or twice done. */
  doubles: number;
  /** Done, and undone by somebody else before it could be read back: reported as failed, which is how it is. */
  overtaken: number;
  /** New addresses read back by one window that another's write has added at the same moment. */
  mistaken: number;
  /** New addresses of which nobody can tell: their interface has gone, or several came at once. */
  unknowable: number;
  /** Addresses unallocated from another machine than the window showed: moved in between. */
  moved: number;
}

export function noFindings(): Findings {
  return { problems: [], doubles: 0, overtaken: 0, mistaken: 0, unknowable: 0, moved: 0 };
}

/** Holds the writes against the cloud's own log. */
export function judge(deeds: readonly Deed[], log: readonly Operation[], findings: Findings): void {
  const byRequest = new Map<string | null, (Operation & { index: number })[]>();
  for (const [index, entry] of log.entries())
    byRequest.set(
      entry.requestId,
      [...(byRequest.get(entry.requestId) ?? []), { ...entry, index }].slice(0, 8),
    );
  for (const deed of deeds) {
    const own = deed.arrivedWrites.flatMap((id) => byRequest.get(id) ?? []);
    new Judgement(deed, own, log, findings).pass();
  }
}

class Judgement {
  readonly #deed: Deed;
  readonly #own: readonly (Operation & { index: number })[];
  readonly #log: readonly Operation[];
  readonly #findings: Findings;

  constructor(
    deed: Deed,
    own: readonly (Operation & { index: number })[],
    log: readonly Operation[],
    findings: Findings,
  ) {
    this.#deed = deed;
    this.#own = own;
    this.#log = log;
    this.#findings = findings;
  }

  pass(): void {
    const { sentWrites, settled } = this.#deed;
    const effects = this.#own.filter(({ operation }) => operation === this.#verb());
    if (sentWrites > (this.#deed.isDoubleClick ? 0 : 1) || effects.length > 1) {
      this.#findings.doubles++;
      this.#blame(`it was sent ${sentWrites} times and done ${effects.length} times`);
    }
    for (const effect of effects) this.#rightPlace(effect);
    if (settled?.kind === 'done') this.#wasDone(effects.length > 0, settled.readBack);
    else if (settled?.kind === 'failed') this.#wasNotDone(effects[0]);
    else if (this.#deed.kind === 'new address') this.#findings.unknowable++;
    else this.#blame('it stays unknown although everything can be read');
  }

  #verb(): Operation['operation'] {
    return this.#deed.kind === 'unallocate' ? 'unallocate' : 'allocate';
  }

  #rightPlace({ addressId, virtualMachineId, interfaceId }: Operation): void {
    const deed = this.#deed;
    const wrongAddress = deed.kind !== 'new address' && addressId !== deed.addressId;
    if (wrongAddress) this.#blame(`it was done to ${addressId ?? '?'}`);
    if (deed.kind === 'unallocate') {
      if (virtualMachineId !== (deed.machineId ?? null)) this.#findings.moved++;
    } else if (virtualMachineId !== deed.machineId) this.#blame('it was done at another machine');
    else if (deed.interfaceId !== undefined && interfaceId !== deed.interfaceId)
      this.#blame('it was done at another interface');
  }

  #wasDone(byItself: boolean, readBack: boolean): void {
    if (byItself) return;
    if (!readBack) this.#blame('it was answered as done, and was not');
    else if (this.#deed.kind === 'new address') this.#wasMistaken();
    else if (!this.#heldMeanwhile()) this.#blame('it was read back as done, and never was so');
  }

  /** What nobody had before, nobody can tell from one's own; anything else is no new address. */
  #wasMistaken(): void {
    const { began, claimedId } = this.#deed;
    const isNew = this.#log
      .slice(began)
      .some(({ operation, addressId }) => operation === 'create' && addressId === claimedId);
    if (isNew) this.#findings.mistaken++;
    else this.#blame(`it took ${claimedId ?? 'nothing'} for its own, which was there before`);
  }

  #wasNotDone(effect: (Operation & { index: number }) | undefined): void {
    if (!effect) return;
    const { index, addressId } = effect;
    const undone = this.#log
      .slice(index + 1, this.#deed.ended)
      .some((entry) => entry.addressId === addressId && entry.operation !== 'update');
    if (undone) this.#findings.overtaken++;
    else this.#blame('it was reported as failed, and was done');
  }

  /** Whether things were for a moment as they were to become, from the beginning to the report. */
  #heldMeanwhile(): boolean {
    const { addressId, began, ended } = this.#deed;
    const about = this.#log.map((entry, index) => ({ ...entry, index }));
    const own = about.filter((entry) => entry.addressId === addressId && entry.index < ended);
    const last = own.filter(({ index }) => index < began).at(-1);
    return [...(last ? [last] : []), ...own.filter(({ index }) => index >= began)].some((entry) =>
      this.#isAsWanted(entry),
    );
  }

  #isAsWanted({ operation, virtualMachineId, interfaceId }: Operation): boolean {
    const { kind, machineId } = this.#deed;
    if (kind === 'unallocate') return operation !== 'allocate' || virtualMachineId !== machineId;
    const there = operation === 'allocate' && virtualMachineId === machineId;
    return there && (this.#deed.interfaceId === undefined || interfaceId === this.#deed.interfaceId);
  }

  #blame(words: string): void {
    this.#findings.problems.push(`${this.#deed.toString()}: ${words}`);
  }
}

/** No address that is allocated is allocated again by a window, as far as the cloud's own log goes. */
export function allocatedTwice(log: readonly Operation[]): string[] {
  const held = new Map<string | null, Operation>();
  return log.flatMap((entry) => {
    const { operation, addressId, requestId } = entry;
    const before = held.get(addressId);
    if (operation === 'allocate') held.set(addressId, entry);
    else if (operation === 'unallocate' || operation === 'release') held.delete(addressId);
    const twice = operation === 'allocate' && requestId !== null && before;
    return twice ? [`${addressId ?? '?'} was allocated twice, at ${before.interfaceId ?? '?'} too`] : [];
  });
}
