/** Katapult's plain objects, as rows and commands see them: they do not reach into the client. */
export type { IpAddress, IpVersion, Zone } from '../api/types.ts';
