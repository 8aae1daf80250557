// Time that passes only when nothing else can happen: no test waits, and no test is in a hurry.
import { install } from '@sinonjs/fake-timers';
import type { Clock } from '@sinonjs/fake-timers';

/** Something was awaited that nothing will ever bring: a spinner that spins for ever. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
}

/** Turns of the event loop without anything to wait for, after which an operation counts as stuck. */
const idleTurns = 500;
/** The same while requests are under way: far more than any answer takes. */
const requestTurns = 5_000_000;

/** Takes the timers and the date away from the whole process until `restore`. Node's own, beneath sockets, stay. */
export class VirtualTime {
  readonly #clock: Clock;
  #underWay = 0;
  #hanging = 0;
  /** What the clock was set by. */
  #shift = 0;
  #sleptMs = 0;
  #turns = 0;
  /** The laptop was asleep: the next time that time goes on, it does so by as many milliseconds. */
  sleepMs = 0;

  constructor(now: number) {
    this.#clock = install({ now, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    // As in Node, a timer takes a millisecond at least: without that, fractions of one would never pass.
    const { setTimeout } = this.#clock;
    const set = (run: () => void, ms = 0): unknown => setTimeout(run, Math.max(1, Math.ceil(ms)));
    Reflect.set(globalThis, 'setTimeout', set);
  }

  restore(): void {
    this.#clock.uninstall();
  }

  now(): number {
    return this.#clock.now;
  }

  /** The clock of everybody else, which nobody here can set. */
  elsewhere(): number {
    return this.#clock.now - this.#shift;
  }

  /** Milliseconds that somebody has lived through: neither asleep, nor by setting the clock. */
  lived(): number {
    return this.elsewhere() - this.#sleptMs;
  }

  /** Something outside of timers is under way. */
  begin(): void {
    this.#underWay++;
    this.#turns = 0;
  }

  end(): void {
    this.#underWay--;
    this.#turns = 0;
  }

  /** One of what is under way will not end by itself: time goes on once all the others have ended. */
  hang(change: 1 | -1): void {
    this.#hanging += change;
    this.#turns = 0;
  }

  /** Sets the wall clock without letting any timer come nearer. */
  setClock(shiftMs: number): void {
    this.#shift += shiftMs;
    this.#clock.setSystemTime(this.#clock.now + shiftMs);
  }

  /** Lets time pass, with the timers that fall into it. */
  async pass(ms: number): Promise<void> {
    await this.run(new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** Lets time go on until the work has ended. @throws Stuck when it never will */
  async run<T>(work: Promise<T>): Promise<T> {
    const state = { settled: false };
    const isOver = (): boolean => state.settled;
    const settle = (): void => void (state.settled = true);
    work.then(settle, settle);
    this.#turns = 0;
    await turn();
    while (!isOver()) {
      this.#goOn();
      await turn();
    }
    return work;
  }

  /** Lets what goes on in the background come to its end. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 20; calm++) {
      await turn();
      if (this.#underWay > 0) calm = 0;
      if (this.#underWay > 0) this.#goOn();
    }
  }

  #goOn(): void {
    this.#turns++;
    if (this.#underWay > this.#hanging) {
      if (this.#turns > requestTurns) throw new Stuck('a request never ended');
      return;
    }
    if (this.#clock.countTimers() > 0) this.#advance();
    else if (this.#turns > idleTurns) throw new Stuck('nothing is left that could end it');
  }

  #advance(): void {
    this.#turns = 0;
    if (this.sleepMs > 0) this.#sleep(this.sleepMs);
    else this.#clock.next();
  }

  #sleep(ms: number): void {
    this.sleepMs = 0;
    this.#sleptMs += ms;
    this.#clock.jump(ms);
  }
}

/** One turn of the event loop: what can be done without waiting, is done. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
