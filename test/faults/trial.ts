// One write with something that goes wrong, in a window that has everything on screen.
import type { Settled } from '../../src/inventory/operations/settle.ts';
import type { Hosts } from './hosts.ts';
import { lookAround, placeNamed, writingNamed, type WriteName } from './operations.ts';
import { Scene, type Session, type Strike } from './scene.ts';
import { VirtualTime } from './time.ts';

export class Trial {
  readonly time: VirtualTime;
  readonly scene: Scene;
  readonly session: Session;

  private constructor(time: VirtualTime, scene: Scene, session: Session) {
    this.time = time;
    this.scene = scene;
    this.session = session;
  }

  static async open(hosts: Hosts): Promise<Trial> {
    const time = new VirtualTime(Date.UTC(2026, 6, 1, 12));
    const scene = await Scene.open(time, hosts);
    const session = await scene.signIn();
    await time.run(lookAround(scene, session));
    return new Trial(time, scene, session);
  }

  async close(): Promise<void> {
    await this.time.quiet();
    await this.scene.close();
    this.time.restore();
  }

  /** Does one write, with something that goes wrong at the write and something at the reading. */
  async write(name: WriteName, atPost: Strike, atReading?: Strike): Promise<Settled<unknown>> {
    const writing = writingNamed(name);
    const { post, readBack } = writing;
    this.scene.arm(placeNamed(this.scene, post), atPost, { times: 1 });
    if (atReading) {
      const place = placeNamed(this.scene, readBack.place);
      this.scene.arm(place, atReading, { times: 1, nth: readBack.nth });
    }
    return this.time.run(writing.run(this.scene, this.session));
  }

  /** How often a write was sent. */
  get sent(): number {
    return this.scene.served.simulator.requests().filter(({ method }) => method !== 'GET').length;
  }
}
