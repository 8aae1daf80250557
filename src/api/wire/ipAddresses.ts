import * as v from 'valibot';
import { absentWhenNull, lenient } from '../lenient.ts';
import type { Allocation, IpAddress, Subnet } from '../types.ts';
import { network } from './places.ts';

/** The live API tells how many bits, its document says text; people write `/24`. */
const mask = v.union([
  v.string(),
  v.pipe(
    v.number(),
    v.transform((bits) => `/${bits}`),
  ),
]);

const subnetSchema: v.GenericSchema<unknown, Subnet> = v.object({
  id: v.string(),
  address: lenient(v.string()),
  gateway: lenient(v.string()),
  mask: lenient(mask),
});

const wireAddress = v.object({
  id: v.string(),
  address: v.string(),
  reverse_dns: lenient(v.string()),
  vip: lenient(v.boolean()),
  label: lenient(v.string()),
  address_with_mask: lenient(v.string()),
  network,
  subnet: lenient(subnetSchema),
  // Undefined: the endpoint does not tell. Null: not allocated. It decides, so it is not lenient.
  allocation_id: v.nullish(v.string()),
  allocation_type: lenient(v.string()),
});

type WireAddress = v.InferOutput<typeof wireAddress>;

/** An address, in any endpoint's selection of its fields. */
export const ipAddress: v.GenericSchema<unknown, IpAddress> = v.pipe(wireAddress, v.transform(fromWire));

/** An item of an organization's list: one that does not tell its allocation would pass for a free one. */
export const listedIpAddress: v.GenericSchema<unknown, IpAddress> = v.pipe(
  v.object({ ...wireAddress.entries, allocation_id: v.nullable(v.string()) }),
  v.transform((wire) => fromWire(wire)),
);

function fromWire(wire: WireAddress): IpAddress {
  return {
    id: wire.id,
    address: wire.address,
    reverseDns: wire.reverse_dns,
    vip: wire.vip,
    label: wire.label,
    addressWithMask: wire.address_with_mask,
    network: wire.network,
    subnet: wire.subnet,
    allocation: allocationOf(wire),
  };
}

function allocationOf({ allocation_id, allocation_type }: WireAddress): IpAddress['allocation'] {
  return typeof allocation_id === 'string' ? { id: allocation_id, type: allocation_type } : allocation_id;
}

/** `allocate_ip` of a virtual machine, `allocate_new_ip` of an interface; an address that was created or changed. */
export const ipAddressAnswer = v.object({ ip_address: ipAddress });

/** `available_ips` of an interface. */
export const ipAddressesAnswer = v.object({ ip_addresses: v.array(ipAddress) });

const idAndName = v.object({ id: v.string(), name: lenient(v.string()) });

/** The live API says `{type, value: {id, name}}`, its document `{id, name}`; both only add a name. */
const allocation: v.GenericSchema<unknown, Allocation | undefined> = lenient(
  v.union([
    v.pipe(
      v.object({ type: lenient(v.string()), value: idAndName }),
      v.transform(({ type, value }) => ({ ...value, type })),
    ),
    v.pipe(
      idAndName,
      v.transform((value) => ({ ...value, type: undefined })),
    ),
  ]),
);

/** `GET /ip_addresses/{ip}`: the allocation's name comes from a sibling of the address. */
export const oneIpAddressAnswer: v.GenericSchema<unknown, IpAddress> = v.pipe(
  v.object({ ip_address: ipAddress, allocation: absentWhenNull(allocation) }),
  v.transform(({ ip_address: address, allocation: named }) =>
    named ? { ...address, allocation: mergeAllocation(address.allocation, named) } : address,
  ),
);

function mergeAllocation(own: IpAddress['allocation'], named: Allocation): IpAddress['allocation'] {
  if (own === null || (own && own.id !== named.id)) return own;
  return { id: named.id, type: own?.type ?? named.type, name: named.name };
}

const absent = v.optional(v.never());

/**
 * `unallocate` and releasing promise no field, and answer `{}`; any may come to be added. What speaks of errors or of success
 * is not Katapult's, and says nothing about the effect.
 */
export const emptyAnswer = v.pipe(
  v.unknown(),
  v.check((json) => !Array.isArray(json)),
  v.object({
    code: absent,
    error: absent,
    errors: absent,
    message: absent,
    ok: absent,
    status: absent,
    success: absent,
  }),
);
