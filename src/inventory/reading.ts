import { NetworkError } from '../api/errors.ts';
import type { Urgency } from '../api/rateLimit.ts';

/** For whom something is read, and how long. */
export interface Reading {
  readonly signal?: AbortSignal | undefined;
  /** A person waits for it, unless told. */
  readonly urgency?: Urgency;
  /** Lists need not be sent again as far as they are still the same. */
  readonly onlyNews?: boolean;
}

/** A reading for which nobody waits, until it is given up. */
export interface Quiet {
  readonly urgency: Urgency;
  readonly given: AbortSignal;
}

/** @param signal ends everything that is read for an account. */
export function readingFor(signal: AbortSignal | undefined, quiet: Quiet | undefined): Reading {
  const signals = [signal, quiet?.given].filter((each) => each !== undefined);
  return { signal: AbortSignal.any(signals), ...(quiet && { urgency: quiet.urgency, onlyNews: true }) };
}

/** Whether somebody has stopped waiting for the rate limit, so that nothing was sent. */
export function isGivenUp(error: unknown): boolean {
  return error instanceof NetworkError && error.reason === 'not_sent';
}
