import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { AvailableNetwork, DataCenter, Zone } from '../types.ts';

const place = v.object({ id: v.string(), name: v.string() });

const dataCenterSchema: v.GenericSchema<unknown, DataCenter> = place;

const zoneSchema: v.GenericSchema<unknown, Zone> = v.pipe(
  v.object({ ...place.entries, data_center: lenient(dataCenterSchema) }),
  v.transform(({ data_center, ...zone }) => ({ ...zone, dataCenter: data_center })),
);

/** One object for each zone of which answers tell. */
const zones = new Map<string, Zone>();
/** More zones than any Katapult has. */
const mostZones = 100;

/** Thousands of machines stand in a handful of zones: one object of each is enough. */
function shared(zone: Zone): Zone {
  const known = zones.get(zone.id);
  if (known && isSameZone(known, zone)) return known;
  if (zones.size === mostZones) zones.clear();
  zones.set(zone.id, zone);
  return zone;
}

function isSameZone(one: Zone, other: Zone): boolean {
  return (
    one.name === other.name &&
    one.dataCenter?.id === other.dataCenter?.id &&
    one.dataCenter?.name === other.dataCenter?.name
  );
}

/** Where a virtual machine runs. */
export const zone = lenient(v.pipe(zoneSchema, v.transform(shared)));

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
