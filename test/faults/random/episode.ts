// Windows, somebody else and a bad network against one cloud; then quiet, and the reckoning.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRandom, type Random } from '../../../src/simulator/random.ts';
import { createSimulator, type Simulator } from '../../../src/simulator/simulator.ts';
import { canaryToken, leaks } from '../canary.ts';
import { branchesOf, spinning, untruths } from '../checks.ts';
import { Keyring } from '../keyring.ts';
import type { VirtualTime } from '../time.ts';
import { openRows } from '../tree.ts';
import { Window } from '../window.ts';
import { SomebodyElse } from './cloud.ts';
import { allocatedTwice, judge, noFindings, type Deed, type Findings } from './deeds.ts';
import { Network, pause, type Sender } from './network.ts';
import { Person, type Surroundings } from './person.ts';

export interface EpisodeResult extends Findings {
  readonly operations: number;
  readonly deeds: readonly Deed[];
  readonly unknown: number;
  readonly stuck: number;
}

const windowsAtOnce = 4;
/** How bad the network may be for a while. */
const moods = [0, 0.05, 0.15, 0.5] as const;
/** Longer than anything that is under way, and than a write may be late. */
const aWhile = 600_000;

/** One cloud, and `operations` things done in its windows. */
export class Episode {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #simulator: Simulator;
  readonly #network: Network;
  readonly #people: readonly Person[];
  readonly #somebody: SomebodyElse;
  readonly #findings = noFindings();
  #over = false;
  #stuck = 0;

  constructor(time: VirtualTime, seed: number) {
    this.#time = time;
    this.#random = createRandom(seed);
    this.#simulator = createSimulator({ seed, machines: 14, recordLimit: 2, token: canaryToken });
    this.#network = new Network(this.#simulator, this.#random, time);
    this.#somebody = new SomebodyElse(this.#simulator, this.#random);
    this.#people = this.#gather();
  }

  async run(operations: number): Promise<EpisodeResult> {
    await this.#time.run(this.#live(operations));
    await this.#reckon();
    for (const { window } of this.#people) window.accounts.dispose();
    const deeds = this.#people.flatMap((person) => person.deeds);
    const unknown = this.#people.reduce((sum, person) => sum + person.unknown, 0);
    return { ...this.#findings, operations, deeds, unknown, stuck: this.#stuck };
  }

  #gather(): Person[] {
    const asking = new AsyncLocalStorage<Sender>();
    const keyring = new Keyring();
    const around: Surroundings = {
      random: this.#random,
      token: this.#simulator.token,
      asking,
      happened: () => this.#simulator.operations().length,
    };
    const fetch = this.#network.fetch(() => asking.getStore());
    return Array.from(
      { length: windowsAtOnce },
      () => new Person(new Window({ url: `${this.#network.origin}/core/v1`, fetch, keyring }), around),
    );
  }

  async #live(operations: number): Promise<void> {
    const weather = this.#weather();
    const others = this.#meddle();
    const each = Math.ceil(operations / this.#people.length);
    await Promise.all(
      this.#people.map(async (person, index) => {
        const own = Math.min(each, operations - each * index);
        for (let done = 0; done < own; done++) await person.act();
        await person.finish();
      }),
    );
    this.#over = true;
    await Promise.all([weather, others]);
  }

  async #weather(): Promise<void> {
    while (!this.#over) {
      this.#network.trouble = this.#random.pick(moods);
      await pause(this.#random.int(1_000, 30_000));
    }
    this.#network.trouble = 0;
  }

  async #meddle(): Promise<void> {
    while (!this.#over) {
      this.#time.begin();
      await this.#somebody.act().finally(() => this.#time.end());
      await pause(this.#random.int(100, 6_000));
    }
  }

  async #reckon(): Promise<void> {
    this.#simulator.clearFaults();
    this.#somebody.makePeace();
    await this.#time.pass(aWhile);
    for (const person of this.#people) await this.#time.run(person.clearUp());
    judge(
      this.#people.flatMap(({ deeds }) => deeds),
      this.#simulator.operations(),
      this.#findings,
    );
    this.#findings.problems.push(...allocatedTwice(this.#simulator.operations()));
    this.#countNew();
    for (const person of this.#people) {
      await this.#keepsSecrets(person);
      await this.#treeIsTrue(person.window);
    }
    this.#findings.problems.push(...this.#network.strays);
  }

  /** Each address that was added has cost somebody money: no more of them than were asked for. */
  #countNew(): void {
    const asked = this.#people.flatMap(({ deeds }) => deeds).filter(({ kind }) => kind === 'new address');
    const added = this.#simulator.operations().filter(({ operation }) => operation === 'create');
    if (added.length > asked.length)
      this.#findings.problems.push(`${added.length} addresses were added, ${asked.length} asked for`);
  }

  async #keepsSecrets({ window, errors }: Person): Promise<void> {
    const { secrets } = this.#network;
    this.#findings.problems.push(...(await leaks({ window, errors, secrets })));
  }

  async #treeIsTrue(window: Window): Promise<void> {
    const { accounts } = window;
    if (accounts.session.kind !== 'open') await accounts.signIn(this.#simulator.token, 'Robin');
    const { inventory } = window;
    await this.#time.run(inventory.refresh());
    await this.#time.run(openRows(inventory, 3));
    const spinners = spinning(inventory);
    this.#stuck += spinners.length;
    const failed = branchesOf(inventory).filter(({ branch }) => branch.error !== undefined);
    this.#findings.problems.push(
      ...spinners,
      ...failed.map(({ name, branch }) => `${name} has failed in peace: ${String(branch.error)}`),
      ...untruths(inventory, this.#simulator.snapshot()),
    );
  }
}
