import { Emitter, type Subscription } from '../inventory/emitter.ts';
import type { News } from '../inventory/news.ts';
import type { Node } from '../inventory/nodes.ts';
import type { RhythmClock } from './rhythm.ts';

/** What somebody else has done to a row. */
export type Mark = 'new' | 'changed';

/** Long enough to be seen by who looks up from something else. */
const shownForMs = 30_000;

/** The rows that somebody else has made or changed since the last look; each for a while, or until it is selected. */
export class Marks implements Subscription {
  readonly #clock: Pick<RhythmClock, 'after'>;
  readonly #marks = new Map<Node, Mark>();
  readonly #changes = new Emitter<readonly Node[]>();
  readonly #timers = new Set<Subscription>();

  constructor(clock: Pick<RhythmClock, 'after'>) {
    this.#clock = clock;
  }

  /** Fires the rows whose marks have come or gone. */
  readonly onDidChange = this.#changes.event;

  of(node: Node): Mark | undefined {
    return this.#marks.get(node);
  }

  /** What is new stays new when it is also changed. */
  add(news: News): void {
    const fresh = [...news].filter(([node]) => !this.#marks.has(node));
    for (const [node, mark] of fresh) this.#marks.set(node, mark);
    const nodes = fresh.map(([node]) => node);
    this.#changes.fire(nodes);
    const timer = this.#clock.after(shownForMs, () => {
      this.#timers.delete(timer);
      this.forget(nodes);
    });
    this.#timers.add(timer);
  }

  /** They were seen. */
  forget(nodes: readonly Node[]): void {
    const gone = nodes.filter((node) => this.#marks.delete(node));
    if (gone.length > 0) this.#changes.fire(gone);
  }

  dispose(): void {
    for (const timer of this.#timers) timer.dispose();
  }
}
