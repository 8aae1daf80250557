import assert from 'node:assert/strict';
import { Rhythm } from '../../../src/views/rhythm.ts';
import { FakeClock, settled } from './fakeClock.ts';

describe('A rhythm', () => {
  let clock: FakeClock;
  let beats: number[];
  let during: () => Promise<void>;
  let rhythm: Rhythm;

  beforeEach(() => {
    clock = new FakeClock();
    beats = [];
    during = () => Promise.resolve();
    rhythm = new Rhythm(() => {
      beats.push(clock.time);
      return during();
    }, clock);
    rhythm.intervalMs = 60_000;
    rhythm.awake = true;
  });

  it('beats at its interval', async () => {
    await clock.turn(180_000);
    assert.deepEqual(beats, [60_000, 120_000, 180_000]);
  });

  it('waits a little longer by chance, so that windows do not meet', async () => {
    clock.chance = 0.5;
    rhythm.intervalMs = 40_000;
    await clock.turn(60_000);
    assert.deepEqual(beats, [42_000]);
  });

  it('beats at once when it wakes after longer than its interval, and else waits for the rest of it', async () => {
    rhythm.awake = false;
    await clock.turn(200_000);
    assert.deepEqual(beats, []);
    rhythm.awake = true;
    await clock.turn(0);
    assert.deepEqual(beats, [200_000]);
    rhythm.awake = false;
    await clock.turn(10_000);
    rhythm.awake = true;
    await clock.turn(60_000);
    assert.deepEqual(beats, [200_000, 260_000]);
  });

  it('never beats with an interval of 0, and follows a change of it at once', async () => {
    rhythm.intervalMs = 0;
    await clock.turn(600_000);
    assert.deepEqual(beats, []);
    assert.equal(clock.pending, 0);
    rhythm.intervalMs = 5_000;
    await clock.turn(0);
    assert.deepEqual(beats, [600_000]);
  });

  it('does not beat while it still does, and does seldom what takes long', async () => {
    let end: () => void = () => undefined;
    during = () => new Promise((resolve) => (end = resolve));
    await clock.turn(90_000);
    assert.deepEqual(beats, [60_000]);
    end();
    await settled();
    await clock.turn(119_000);
    assert.deepEqual(beats, [60_000]);
    await clock.turn(1_000);
    assert.deepEqual(beats, [60_000, 210_000]);
  });

  it('is done again after five intervals, however long it took: it may have had to wait', async () => {
    let end: () => void = () => undefined;
    during = () => new Promise((resolve) => (end = resolve));
    await clock.turn(3_660_000);
    assert.deepEqual(beats, [60_000]);
    end();
    await settled();
    await clock.turn(300_000);
    assert.deepEqual(beats, [60_000, 3_960_000]);
  });

  it('leaves no timer behind', () => {
    rhythm.dispose();
    assert.equal(clock.pending, 0);
  });
});
