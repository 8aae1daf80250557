/** What the live API's answers have in common, where they differ from its documents and from one another. */
import assert from 'node:assert/strict';

export const COUNTRY = {
  id: 'ctry_Hd83kdLs92kDls0x',
  name: 'United Kingdom',
  iso_code2: 'GB',
  iso_code3: 'GBR',
  time_zone: 'Europe/London',
  eu: false,
};
export const DATA_CENTER = { id: 'loc_UUhPmoCbpic6UX0Y', name: 'London', permalink: 'uk-lon-01' };
/** As in answers of 8 May 2026: mask and version are numbers. */
export const SUBNET = {
  id: 'sbnt_xcu60XEu7BbehUVJ',
  address: '185.53.57.0',
  gateway: '185.53.57.1',
  mask: 24,
  billable: true,
  version: 4,
};

export const PAGINATION = { current_page: 1, total_pages: 1, total: 1, per_page: 200, large_set: false };

/** What is known of an object. */
export function known(object: unknown): unknown {
  assert.ok(typeof object === 'object' && object);
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
