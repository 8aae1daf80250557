import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { AvailableNetwork, DataCenter, Zone } from '../types.ts';

const place = v.object({ id: v.string(), name: v.string() });

const dataCenterSchema: v.GenericSchema<unknown, DataCenter> = place;

const zoneSchema: v.GenericSchema<unknown, Zone> = v.pipe(
  v.object({ ...place.entries, data_center: lenient(dataCenterSchema) }),
  v.transform(({ data_center, ...zone }) => ({ ...zone, dataCenter: data_center })),
);

/** Where a virtual machine runs. */
export const zone = lenient(zoneSchema);

/** A network, or a virtual network. It decides nothing, so it may be absent. */
export const network = lenient(zoneSchema);

const availableNetwork: v.GenericSchema<unknown, AvailableNetwork> = v.pipe(
  v.object({ ...place.entries, default: lenient(v.boolean()), data_center: lenient(dataCenterSchema) }),
  v.transform((wire) => ({
    id: wire.id,
    name: wire.name,
    isDefault: wire.default ?? false,
    dataCenter: wire.data_center,
  })),
);

/** `GET /organizations/{org}/available_networks`, without the virtual ones. */
export const availableNetworksAnswer = v.object({ networks: v.array(availableNetwork) });
