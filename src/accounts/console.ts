import { defaultApiUrl } from './apiUrl.ts';

/** Katapult's console. No deeper address in it is documented. */
export const consoleUrl = 'https://my.katapult.io/';

/** The console of the Katapult behind an API address; undefined when that is another than the public one. */
export function consoleOf(apiUrl: string): string | undefined {
  return new URL(apiUrl).origin === new URL(defaultApiUrl).origin ? consoleUrl : undefined;
}
