/** Katapult's plain objects, as rows and commands see them: they do not reach into the client. */
export type {
  AvailableNetwork,
  IpAddress,
  IpAddressChanges,
  IpVersion,
  NewIpAddress,
  PowerAction,
  Zone,
} from '../api/types.ts';
