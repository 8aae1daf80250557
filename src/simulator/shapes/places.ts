/** JSON of the places that things are in. */
import type { AnyNetwork, Country, DataCenter, Zone } from '../cloud/model.ts';
import type { JsonObject } from '../json.ts';
import type { Settings } from '../options.ts';

export function countryShape(country: Country): JsonObject {
  return {
    id: country.id,
    name: country.name,
    iso_code2: country.isoCode2,
    iso_code3: country.isoCode3,
    time_zone: country.timeZone,
    eu: country.eu,
  };
}

/** A data center without its country, as lists have it. */
export function dataCenterSummary({ id, name, permalink }: DataCenter): JsonObject {
  return { id, name, permalink };
}

export function dataCenterShape(dataCenter: DataCenter): JsonObject {
  return { ...dataCenterSummary(dataCenter), country: countryShape(dataCenter.country) };
}

export function zoneShape(
  { id, name, permalink, dataCenter }: Zone,
  shape: (dataCenter: DataCenter) => JsonObject,
): JsonObject {
  return { id, name, permalink, data_center: shape(dataCenter) };
}

/** The network of an address. A private address stands on a virtual network, which has no permalink. */
export function networkShape(network: AnyNetwork, settings: Settings): JsonObject {
  return {
    id: network.id,
    name: network.name,
    permalink: network.kind === 'public' ? network.permalink : null,
    ...defaultField(network, settings),
    data_center: dataCenterShape(network.dataCenter),
  };
}

/** Whether a network is the default one of its data center. A virtual network never is. */
export function defaultField(network: AnyNetwork, { shapes }: Settings): JsonObject {
  return shapes === 'current' ? { default: network.kind === 'public' && network.isDefault } : {};
}
