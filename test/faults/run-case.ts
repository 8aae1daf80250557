// Runs one case: arranges a scene, lets the fault strike, and holds what came of it against the cloud.
import type { Done, Failed, Settled } from '../../src/inventory/operations/settle.ts';
import { childRows } from '../../src/views/children.ts';
import type { Case } from './cases.ts';
import {
  agesOf,
  branchesOf,
  logGaps,
  machineUntruths,
  silentFailures,
  spinning,
  unhelpful,
  untruths,
} from './checks.ts';
import type { Hosts } from './hosts.ts';
import { lookAround, placeNamed, type Writing } from './operations.ts';
import { machineNode, Scene, type Session } from './scene.ts';
import { Stuck, type VirtualTime } from './time.ts';
import { openRows, statusOf } from './tree.ts';

export interface Result {
  /** One word for the table. */
  readonly outcome: string;
  /** What did not hold. */
  readonly problems: readonly string[];
  readonly unknown: boolean;
  readonly doubles: number;
  readonly stuck: number;
}

/** Longer than any operation may take: the time limits and pauses of all its tries, three minutes of a rate limit. */
const longestMs = 600_000;
/** A write that has not arrived by then never will. */
const longAfterMs = 600_000;

export async function runCase(one: Case, time: VirtualTime, hosts: Hosts): Promise<Result> {
  const scene = await Scene.open(time, hosts, one.fault.cloud);
  const visits = hosts.visits();
  try {
    const found = await new CaseRun(one, scene).run();
    const stray = hosts.visits() > visits ? ['a request has followed a redirect to another origin'] : [];
    return { ...found, problems: [...found.problems, ...stray] };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const stuck = error instanceof Stuck ? 1 : 0;
    return { outcome: 'broken', problems: [words], unknown: false, doubles: 0, stuck };
  } finally {
    scene.disarm();
    await scene.close();
  }
}

class CaseRun {
  readonly #case: Case;
  readonly #scene: Scene;
  readonly #time: VirtualTime;
  readonly #problems: string[] = [];
  #stuck = 0;
  #unknown = false;
  #doubles = 0;

  constructor(one: Case, scene: Scene) {
    this.#case = one;
    this.#scene = scene;
    this.#time = scene.time;
  }

  async run(): Promise<Result> {
    const { kind } = this.#case;
    const outcome =
      kind.is === 'reading'
        ? await this.#read()
        : kind.is === 'signing in'
          ? await this.#signIn()
          : await this.#write(kind.writing);
    this.#problems.push(...logGaps(this.#scene), ...(await this.#scene.exposures()));
    const { unknown, doubles } = { unknown: this.#unknown, doubles: this.#doubles };
    return { outcome, problems: this.#problems, unknown, doubles, stuck: this.#stuck };
  }

  async #read(): Promise<string> {
    const { kind } = this.#case;
    if (kind.is !== 'reading') return '';
    const scene = this.#scene;
    const session = await scene.signIn();
    await this.#time.run(kind.reading.prepare(scene, session));
    const before = agesOf(session.inventory);
    this.#arm();
    await this.#timed(kind.reading.run(scene, session));
    const outcome = await this.#judgeTree(session, before);
    await this.#otherMachineOpens(session);
    await this.#heals(session);
    return outcome;
  }

  async #signIn(): Promise<string> {
    const { accounts } = this.#scene.window;
    this.#arm();
    const { token } = this.#scene.served;
    const error: unknown = await this.#timed(
      accounts.verify(token).then(
        () => undefined,
        (reason: unknown) => reason,
      ),
    );
    if (error !== undefined) this.#problems.push(...unhelpful(error, this.#scene));
    this.#scene.disarm();
    await this.#time.pass(70_000);
    await this.#time.run(accounts.verify(token));
    const session = await this.#scene.signIn();
    await this.#time.run(openRows(session.inventory, 1));
    this.#isTrue(session);
    return error === undefined ? 'signed in' : 'refused';
  }

  async #write(writing: Writing): Promise<string> {
    const scene = this.#scene;
    const session = await scene.signIn();
    await this.#time.run(lookAround(scene, session));
    const { kind } = this.#case;
    if (kind.is === 'writing' && kind.lost) {
      const { post } = writing;
      scene.arm(placeNamed(scene, post), { fault: { kind: 'reset' }, when: kind.lost }, { times: 1 });
    }
    this.#arm();
    const settled = await this.#timed(writing.run(scene, session));
    this.#judgeEnd(session, settled, writing);
    await this.#otherMachineOpens(session);
    const outcome = await this.#settled(settled, writing);
    this.#sentOnce(writing);
    await this.#heals(session);
    return outcome;
  }

  #arm(): void {
    const { fault, at, strike, often } = this.#case;
    if (fault.sleepMs) this.#time.sleepMs = fault.sleepMs;
    this.#scene.arm(placeNamed(this.#scene, at), strike, often);
  }

  /** Ends, and within the limits; then what goes on in the background comes to its end as well. */
  async #timed<T>(work: Promise<T>): Promise<T> {
    const started = this.#time.lived();
    const result = await this.#time.run(work);
    const took = this.#time.lived() - started;
    if (took > (this.#case.fault.mayTakeMs ?? longestMs)) this.#problems.push(`it took ${took / 1000} s`);
    await this.#time.quiet();
    return result;
  }

  async #judgeTree({ inventory }: Session, before: ReadonlyMap<string, number>): Promise<string> {
    this.#calm(inventory);
    const errors = [
      ...branchesOf(inventory).map(({ branch }) => branch.error),
      ...(inventory.organizations.items ?? []).map(({ addressesError }) => addressesError),
    ].filter((error) => error !== undefined);
    this.#problems.push(...errors.flatMap((error) => unhelpful(error, this.#scene)));
    this.#problems.push(...(await silentFailures(inventory, before)));
    if (!this.#changesCloud()) this.#problems.push(...untruths(inventory, this.#scene.cloud));
    const rows = (
      await Promise.all(
        branchesOf(inventory)
          .filter(({ branch, node }) => !branch.untouched && node?.kind !== 'machine')
          .map(({ node }) => childRows(inventory, node)),
      )
    ).flat();
    const [word] = statusOf(rows, 'failed', 'stale', 'partial');
    return word?.what ?? (errors.length > 0 ? 'failed' : 'true');
  }

  /** What changes while it is read may be seen as it was or as it has become; a refresh then has to tell. */
  #changesCloud(): boolean {
    return 'world' in this.#case.strike;
  }

  #calm(inventory: Session['inventory']): void {
    const spinners = spinning(inventory);
    this.#stuck += spinners.length;
    this.#problems.push(...spinners);
  }

  #judgeEnd(session: Session, settled: Settled<unknown>, writing: Writing): void {
    const { inventory } = session;
    this.#calm(inventory);
    if (settled.kind !== 'done') this.#problems.push(...unhelpful(settled.error, this.#scene));
    const node = machineNode(inventory, this.#scene.plan.machine);
    if (settled.kind !== 'done' || this.#changesCloud()) return;
    this.#problems.push(...machineUntruths(node, this.#scene.cloud));
    this.#problems.push(...(writing.untruths?.(this.#scene, session) ?? []));
  }

  /** Reported as done, it was done; as failed, it was not; what was not known can be found out later. */
  async #settled(settled: Settled<unknown>, writing: Writing): Promise<string> {
    if (settled.kind !== 'unknown') {
      // What is still on its way gets the time to arrive.
      await this.#time.pass(longAfterMs);
      this.#isAs(settled, writing);
      return settled.kind;
    }
    this.#unknown = true;
    this.#scene.disarm();
    await this.#time.pass(longAfterMs);
    const again = await this.#time.run(settled.checkAgain());
    await this.#time.quiet();
    if (again.kind !== 'unknown') this.#isAs(again, writing);
    else if (!this.#isUnknowable(writing))
      this.#problems.push('it is still not known when everything can be read');
    return `unknown, then ${again.kind}`;
  }

  /** What was done to something that has gone, nobody can tell. */
  #isUnknowable({ isTiedToMachine = false }: Writing): boolean {
    return this.#changesCloud() && isTiedToMachine;
  }

  #isAs(settled: Done<unknown> | Failed, writing: Writing): void {
    const others = this.#othersWork(writing);
    if (!writing.judge) this.#hasHappened(settled.kind, writing, others);
    else if (!others.has(this.#scene.plan.held)) this.#problems.push(...writing.judge(this.#scene, settled));
  }

  #hasHappened(told: 'done' | 'failed', writing: Writing, others: ReadonlySet<string | null>): void {
    const effects = this.#scene.effects().filter((each) => each.operation === writing.effect);
    const [effect] = effects;
    this.#doubles += Math.max(0, effects.length - 1);
    if (told === 'done' && effects.length !== 1 && !(others.has(this.#scene.plan.held) && !effect))
      this.#problems.push(`reported as done, but it happened ${effects.length} times`);
    if (told === 'failed' && effect && !others.has(effect.addressId))
      this.#problems.push('reported as failed, but it happened');
  }

  /**
   * Ids of the addresses that somebody else has moved, or changed what a window changes, too: what it had done there
   * may be undone.
   */
  #othersWork({ effect }: Writing): Set<string | null> {
    if (!this.#changesCloud()) return new Set();
    const log = this.#scene.served.simulator.operations().filter(({ requestId }) => requestId === null);
    const undoing = log.filter(({ operation }) => operation !== 'update' || effect === 'update');
    return new Set(undoing.map(({ addressId }) => addressId));
  }

  #sentOnce({ writesAtMost = 1 }: Writing): void {
    const requests = this.#scene.served.simulator.requests();
    const writes = requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, url }) => `${method} ${url}`);
    if (writes.length > writesAtMost) this.#problems.push(`${writes.length} writes were sent`);
    const twice = writes.filter((each, index) => writes.indexOf(each) !== index);
    this.#problems.push(...twice.map((each) => `sent twice: ${each}`));
  }

  /** While the fault goes on: a machine that it does not concern still opens. */
  async #otherMachineOpens({ inventory }: Session): Promise<void> {
    const { plan } = this.#scene;
    const known = inventory.organizations.items?.find(({ data }) => data.id === plan.otherOrganization);
    if (this.#case.fault.everywhere || !known?.machines.items) return;
    const other = machineNode(inventory, plan.otherMachine);
    await this.#time.run(inventory.refresh(other));
    if (other.interfaces.error !== undefined) this.#problems.push('another machine does not open any more');
    else this.#problems.push(...machineUntruths(other, this.#scene.cloud));
  }

  /** Without the fault, a refresh puts everything right; with a refused token, signing in again does. */
  async #heals(session: Session): Promise<void> {
    this.#scene.disarm();
    await this.#time.pass(70_000);
    const refused = this.#scene.window.accounts.session.kind === 'refused';
    const healed = refused ? await this.#scene.signIn() : session;
    await this.#time.run(healed.inventory.refresh());
    await this.#time.run(openRows(healed.inventory, 1));
    const { machine, otherMachine } = this.#scene.plan;
    const again = healed.inventory.machines.filter(({ data }) => [machine, otherMachine].includes(data.id));
    await this.#time.run(Promise.all(again.map((node) => childRows(healed.inventory, node))));
    this.#isTrue(healed);
  }

  #isTrue({ inventory }: Session): void {
    this.#calm(inventory);
    const failed = branchesOf(inventory).filter(({ branch }) => branch.error !== undefined);
    this.#problems.push(
      ...failed.map(({ name, branch }) => `after the fault ${name} has failed: ${String(branch.error)}`),
      ...untruths(inventory, this.#scene.cloud).map((untruth) => `after the fault: ${untruth}`),
    );
  }
}
