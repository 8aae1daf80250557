import type { ApiErrorCode } from '../../api/errorCodes.ts';
import { sendOnce, type ReadBack, type Settled } from './settle.ts';
import type { Writer } from './writer.ts';

/** Sends a write once, if the guard lets it pass; see {@link sendOnce}. */
export async function sendGuarded<T>(
  { guard, inventory, pause }: Writer,
  send: () => Promise<T>,
  readBack: ReadBack<T>,
  ...already: ApiErrorCode[]
): Promise<Settled<T>> {
  const forbidden = guard();
  if (forbidden) return { kind: 'failed', error: forbidden };
  return sendOnce(send, readBack, { pause, now: inventory.now }, already);
}
