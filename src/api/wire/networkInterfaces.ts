import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { NetworkInterface } from '../types.ts';
import { ipAddress } from './ipAddresses.ts';
import { network } from './places.ts';

/** A network interface, listed, read by itself, or as `allocate_ip` answers it. */
export const networkInterface: v.GenericSchema<unknown, NetworkInterface> = v.pipe(
  v.object({
    id: v.string(),
    name: v.string(),
    network,
    virtual_network: network,
    mac_address: lenient(v.string()),
    state: lenient(v.string()),
    speed_profile: lenient(v.object({ name: v.string() })),
    ip_addresses: v.array(ipAddress),
  }),
  v.transform((wire) => ({
    id: wire.id,
    name: wire.name,
    network: wire.network,
    virtualNetwork: wire.virtual_network,
    macAddress: wire.mac_address,
    state: wire.state,
    speedProfileName: wire.speed_profile?.name,
    ipAddresses: wire.ip_addresses,
  })),
);

/** `GET /virtual_machine_network_interfaces/{id}`, and its `allocate_ip`. */
export const networkInterfaceAnswer = v.object({ virtual_machine_network_interface: networkInterface });
