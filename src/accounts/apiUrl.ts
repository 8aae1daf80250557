/** Where the public Katapult answers. */
export const defaultApiUrl = 'https://api.katapult.io/core/v1';

/** An address that the token must not be sent to. */
export class UnusableApiUrl extends Error {
  override readonly name = 'UnusableApiUrl';
}

/**
 * The API's base address in one form, without a slash at its end.
 * @throws UnusableApiUrl unless it is https, or http to this machine.
 */
export function normalizeApiUrl(text: string): string {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) throw new UnusableApiUrl(trimmed);
  const url = new URL(trimmed);
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!allowed || url.username || url.password || url.search || url.hash) throw new UnusableApiUrl(trimmed);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
