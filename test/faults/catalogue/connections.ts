// Connections that are not made, break, or never come to an end.
import { beforeAndAfter, type TableFault } from './fault.ts';

const hour = 3_600_000;
const isWrite = ({ method }: { method: string }): boolean => method !== 'GET';

export const connections: readonly TableFault[] = [
  { name: 'connection refused', strikes: () => [{ host: 'refused' }] },
  { name: 'DNS failure', strikes: () => [{ host: 'unknownName' }] },
  { name: 'TLS: wrong certificate', strikes: () => [{ host: 'wrongCertificate' }] },
  { name: 'reset before the effect', strikes: () => [{ fault: { kind: 'reset' }, when: 'before' }] },
  { name: 'reset after the effect', strikes: () => [{ fault: { kind: 'reset' }, when: 'after' }] },
  {
    name: 'reset in the middle of the body',
    strikes: () => [{ fault: { kind: 'reset-mid-body', afterBytes: 1 } }],
  },
  {
    name: 'time-out before the effect',
    strikes: () => [{ fault: { kind: 'hang' }, when: 'before' }],
  },
  {
    name: 'time-out after the effect',
    strikes: () => [{ fault: { kind: 'hang' }, when: 'after' }],
  },
  {
    name: 'late: effect after the time limit',
    strikes: () => [
      { label: 'by seconds', fault: { kind: 'delay', ms: 33_000 }, when: 'before' },
      { label: 'by half a minute', fault: { kind: 'delay', ms: 60_000 }, when: 'before' },
    ],
  },
  {
    name: 'slow body, a byte a second',
    // An empty body has nothing to be slow with.
    strikes: () => [{ fault: { kind: 'slow-body', msPerByte: 1_000 } }],
  },
  { name: 'endless body', strikes: () => [{ fault: { kind: 'endless-body' } }] },
  {
    name: 'content length: too long',
    strikes: () => [{ fault: { kind: 'content-length', offset: 10 } }],
  },
  {
    name: 'content length: too short',
    strikes: () => [{ fault: { kind: 'content-length', offset: -1 } }],
  },
  {
    name: 'laptop sleeps for hours',
    sleepMs: 9 * hour,
    strikes: (place) => (isWrite(place) ? beforeAndAfter({ kind: 'hang' }) : [{ fault: { kind: 'hang' } }]),
  },
  {
    name: 'clock jumps',
    onceOnly: true,
    strikes: () =>
      [hour, -hour].map((shift) => ({
        label: shift > 0 ? 'forward' : 'back',
        world: ({ time }) => time.setClock(shift),
      })),
  },
];
