import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { CatchUp } from '../../../../src/inventory/snapshot/catchUp.ts';

describe('Catching up with what was kept from before', () => {
  let clock: ReturnType<typeof install>;
  let closing: AbortController;
  let catchUp: CatchUp;
  let readings: (() => void)[];

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    closing = new AbortController();
    catchUp = new CatchUp(closing.signal);
    readings = [];
  });
  afterEach(() => clock.uninstall());

  function begin(): void {
    catchUp.begin(7, () => new Promise((resolve) => readings.push(resolve)));
  }

  it('begins when what was kept is shown, and is marked until it has ended', async () => {
    const told: unknown[] = [];
    catchUp.onDidChange(() => told.push(catchUp.asOf));
    begin();
    catchUp.go();
    readings[0]?.();
    await clock.runAllAsync();
    assert.deepEqual(told, [7, undefined]);
    assert.equal(readings.length, 1);
  });

  it('leaves no timer behind once it has begun', () => {
    begin();
    catchUp.go();
    assert.equal(clock.countTimers(), 0);
  });

  it('says nothing any more of an account that was left meanwhile', async () => {
    const told: unknown[] = [];
    begin();
    catchUp.go();
    catchUp.onDidChange(() => told.push(catchUp.asOf));
    closing.abort();
    readings[0]?.();
    await clock.runAllAsync();
    assert.deepEqual(told, []);
  });

  it('begins by itself where nobody shows it', async () => {
    begin();
    await clock.tickAsync(999);
    assert.equal(readings.length, 0);
    await clock.tickAsync(1);
    assert.equal(readings.length, 1);
    catchUp.go();
    assert.equal(readings.length, 1, 'once');
  });

  it('does not begin for an account that was left', () => {
    begin();
    closing.abort();
    assert.equal(clock.countTimers(), 0);
    catchUp.go();
    assert.equal(readings.length, 0);
  });

  it('has nothing to do where nothing was kept', () => {
    catchUp.go();
    assert.equal(catchUp.asOf, undefined);
  });
});
