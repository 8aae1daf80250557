import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { VirtualMachine, VirtualMachineSummary } from '../types.ts';
import { ipAddress } from './ipAddresses.ts';
import { zone } from './places.ts';

const name = lenient(v.object({ name: v.string() }));

const summaryEntries = {
  id: v.string(),
  name: v.string(),
  hostname: lenient(v.string()),
  fqdn: lenient(v.string()),
  created_at: lenient(v.number()),
  state: lenient(v.string()),
  zone,
  package: name,
};

function summaryOf(
  wire: v.InferOutput<v.ObjectSchema<typeof summaryEntries, undefined>>,
): Omit<VirtualMachineSummary, 'addresses'> {
  const { id, name, hostname, fqdn, state, zone } = wire;
  return {
    id,
    name,
    hostname,
    fqdn,
    state,
    zone,
    createdAt: wire.created_at,
    packageName: wire.package?.name,
  };
}

/** An item of `GET /organizations/{org}/virtual_machines`. */
export const virtualMachineSummary: v.GenericSchema<unknown, VirtualMachineSummary> = v.pipe(
  v.object({ ...summaryEntries, ip_addresses: lenient(v.array(v.object({ address: v.string() }))) }),
  v.transform((wire) => ({
    ...summaryOf(wire),
    addresses: (wire.ip_addresses ?? []).map(({ address }) => address),
  })),
);

/** The root password and the organization's billing data stay outside: only what is named here comes in. */
const virtualMachine: v.GenericSchema<unknown, VirtualMachine> = v.pipe(
  v.object({
    ...summaryEntries,
    description: lenient(v.string()),
    group: name,
    tag_names: lenient(v.array(v.string())),
    cpu_cores: lenient(v.number()),
    memory_in_gb: lenient(v.number()),
    suspended: lenient(v.boolean()),
    ip_addresses: v.array(ipAddress),
  }),
  v.transform((wire) => ({
    ...summaryOf(wire),
    description: wire.description,
    groupName: wire.group?.name,
    tagNames: wire.tag_names ?? [],
    cpuCores: wire.cpu_cores,
    memoryInGb: wire.memory_in_gb,
    suspended: wire.suspended,
    ipAddresses: wire.ip_addresses,
    addresses: wire.ip_addresses.map(({ address }) => address),
  })),
);

/** `GET /virtual_machines/{vm}`. */
export const virtualMachineAnswer = v.object({ virtual_machine: virtualMachine });
