import type { Fetch } from '../api/fetch.ts';
import { createKatapult, type Katapult } from '../api/katapult.ts';
import { RateLimit } from '../api/rateLimit.ts';
import type { RequestRecord } from '../api/transport.ts';
import { deedOf, type Deed } from './deeds.ts';

/** What every connection to Katapult has in common. */
export interface Connecting {
  readonly userAgent: string;
  readonly onRequest: (record: RequestRecord) => void;
  /** Requests wait for the rate limit until then (milliseconds since 1970), or have gone on. */
  readonly onWaiting?: (until: number | undefined, cancel: () => void) => void;
  /** Katapult does not take the token. */
  readonly onRefused?: () => void;
  /** A write has shown whether the token has the scope for it. */
  readonly onScope?: (deed: Deed, granted: boolean) => void;
  readonly fetch?: Fetch | undefined;
}

/** A client for one API address and one token, with a rate limit of its own. */
export function connect(connecting: Connecting, apiUrl: string, token: string): Katapult {
  const { userAgent, onRequest, onWaiting, onRefused, onScope, fetch } = connecting;
  const rateLimit = new RateLimit();
  rateLimit.onWaiting((until) => onWaiting?.(until, () => rateLimit.cancelWaiting()));
  return createKatapult({
    apiUrl,
    token,
    userAgent,
    rateLimit,
    ...(fetch && { fetch }),
    onRequest: (record) => {
      onRequest(record);
      if (isRefusal(record.failure)) onRefused?.();
      const granted = isGranted(record);
      if (granted !== undefined) onScope?.(deedOf(record), granted);
    },
  });
}

/** Codes by which Katapult says that this token will not do, whatever is asked. */
function isRefusal(failure: string | undefined): boolean {
  return failure === 'invalid_api_token' || failure === 'invalid_capabilities_token';
}

/** Whether the token has the scope that a write needs; undefined when its outcome does not tell, and for a read. */
function isGranted({ method, failure }: RequestRecord): boolean | undefined {
  if (method === 'GET') return undefined;
  if (failure === 'scope_not_granted') return false;
  return failure === undefined ? true : undefined;
}
