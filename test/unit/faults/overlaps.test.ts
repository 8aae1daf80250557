// Readings that are under way while a write takes effect: what they bring is from before it.
import assert from 'node:assert/strict';
import { untruths } from '../../faults/checks.ts';
import { openHosts, type Hosts } from '../../faults/hosts.ts';
import { lookAround, writingNamed, writings, type Writing } from '../../faults/operations.ts';
import { machineNode, Scene, type Session } from '../../faults/scene.ts';
import { VirtualTime, turn } from '../../faults/time.ts';

describe('A refresh that is under way during a write', () => {
  let hosts: Hosts;
  let time: VirtualTime;
  let scene: Scene;
  let session: Session;

  before(async () => (hosts = await openHosts()));
  after(() => hosts.close());
  beforeEach(async () => {
    time = new VirtualTime(Date.UTC(2026, 6, 1, 12));
    scene = await Scene.open(time, hosts);
    session = await scene.signIn();
    await time.run(lookAround(scene, session));
  });
  afterEach(async () => {
    await scene.close();
    time.restore();
  });

  /** Answers of readings are made now, and take two seconds to come. */
  function delayAnswers(): void {
    for (const place of ['machines', 'addresses', 'machine', 'interfaces'] as const)
      scene.arm(scene.places[place], { fault: { kind: 'delay', ms: 2_000 }, when: 'after' }, { times: 1 });
  }

  /** Answers take their time to be made, as on a machine that has much else to do. */
  function slowDown(): () => void {
    const { subtle } = globalThis.crypto;
    const digest = subtle.digest.bind(subtle);
    subtle.digest = async (...what: Parameters<typeof digest>) => {
      for (let turns = 0; turns < 100; turns++) await turn();
      return digest(...what);
    };
    return () => void Reflect.deleteProperty(subtle, 'digest');
  }

  async function arrived(): Promise<void> {
    const { simulator } = scene.served;
    while (!simulator.faults().some(({ struck }) => struck > 0)) await turn();
  }

  async function overlap(writing: Writing, refresh: () => Promise<void>): Promise<void> {
    delayAnswers();
    const refreshing = refresh();
    await arrived();
    const settled = await time.run(writing.run(scene, session));
    await time.run(refreshing);
    await time.quiet();
    assert.equal(settled.kind, 'done');
    assert.deepEqual(untruths(session.inventory, scene.cloud), []);
  }

  it('comes to its end also on a slow machine', async () => {
    const atFullSpeed = slowDown();
    const { parent } = machineNode(session.inventory, scene.plan.machine);
    await overlap(writingNamed('unallocate'), () => session.inventory.refresh(parent)).finally(atFullSpeed);
  });

  for (const writing of writings) {
    it(`does not undo on screen what has been done: ${writing.name}, machine`, () => {
      const machine = machineNode(session.inventory, scene.plan.machine);
      return overlap(writing, () => session.inventory.refresh(machine));
    });

    it(`does not undo on screen what has been done: ${writing.name}, organization`, () => {
      const { parent } = machineNode(session.inventory, scene.plan.machine);
      return overlap(writing, () => session.inventory.refresh(parent));
    });
  }
});
