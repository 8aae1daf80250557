/** JSON of virtual machines and of what they are made of. */
import type { GpuType, Group, IpAddress, Iso, Package, VirtualMachine } from '../cloud/model.ts';
import { fqdn } from '../cloud/model.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Settings } from '../options.ts';
import { fullAddress } from './addresses.ts';
import { organizationWithBilling } from './organizations.ts';
import { dataCenterShape, dataCenterSummary, zoneShape } from './places.ts';

function addressesOf(machine: VirtualMachine): IpAddress[] {
  return machine.interfaces.flatMap(({ addresses }) => addresses);
}

/** An item of an organization's list of machines: no state, and addresses without ids. */
export function listedMachine(machine: VirtualMachine): JsonObject {
  const { id, name, hostname, createdAt, zone, gpuType } = machine;
  return {
    id,
    name,
    hostname,
    fqdn: fqdn(machine),
    created_at: createdAt,
    zone: zoneShape(zone, dataCenterSummary),
    package: machine.package && { name: machine.package.name },
    gpu_type: gpuType && { id: gpuType.id, name: gpuType.name, permalink: gpuType.permalink },
    ip_addresses: addressesOf(machine).map(({ address }) => ({ address })),
  };
}

/** GET virtual machine: the machine, and its annotations beside it. */
export function machineAnswer(machine: VirtualMachine, settings: Settings): JsonObject {
  return {
    virtual_machine: {
      ...identity(machine, settings),
      ...suspension(machine, settings),
      ...equipment(machine, settings),
      ...belongings(machine, settings),
    },
    annotations: machine.annotations.map(({ key, value }) => ({ key, value })),
  };
}

function identity(machine: VirtualMachine, settings: Settings): JsonObject {
  return {
    id: machine.id,
    name: machine.name,
    hostname: machine.hostname,
    fqdn: fqdn(machine),
    description: machine.description,
    created_at: machine.createdAt,
    initial_root_password: machine.initialRootPassword,
    state: machine.state,
    zone: zoneShape(machine.zone, dataCenterShape),
    organization: organizationWithBilling(machine.organization, settings),
  };
}

function suspension({ suspended, createdAt }: VirtualMachine, { shapes }: Settings): JsonObject {
  return shapes === 'current' ? { suspended, suspended_at: suspended ? createdAt : null } : {};
}

function equipment(machine: VirtualMachine, { shapes }: Settings): JsonObject {
  const { package: pack, flexible, group, attachedIso, gpuType } = machine;
  // Older answers told the size only of a machine without a package.
  const size = flexible ?? (shapes === 'current' ? pack : null);
  return {
    group: groupShape(group),
    package: packageShape(pack),
    attached_iso: isoShape(attachedIso),
    memory_in_gb: size?.memoryInGb ?? null,
    cpu_cores: size?.cpuCores ?? null,
    use_dedicated_cpus: size ? false : null,
    gpu_type: gpuShape(gpuType),
    gpus: [],
  };
}

function belongings(machine: VirtualMachine, settings: Settings): JsonObject {
  return {
    tags: machine.tags.map(({ id, name, color, createdAt }) => ({ id, name, color, created_at: createdAt })),
    tag_names: machine.tags.map(({ name }) => name),
    ip_addresses: addressesOf(machine).map((each) => fullAddress(each, settings)),
  };
}

function groupShape(group: Group | null): Json {
  if (group === null) return null;
  const { id, name, segregate, createdAt } = group;
  return { id, name, segregate, auto_segregate: false, created_at: createdAt };
}

function packageShape(pack: Package | null): Json {
  return (
    pack && {
      id: pack.id,
      name: pack.name,
      permalink: pack.permalink,
      cpu_cores: pack.cpuCores,
      ipv4_addresses: pack.ipv4Addresses,
      memory_in_gb: pack.memoryInGb,
      storage_in_gb: pack.storageInGb,
      monthly_bandwidth_allowance_in_gb: null,
      privacy: 'public',
      icon: null,
      use_dedicated_cpus: false,
      group: { id: pack.groupId, name: 'ROCK' },
    }
  );
}

function isoShape(iso: Iso | null): Json {
  return iso && { id: iso.id, name: iso.name, operating_system: { ...iso.operatingSystem, badge: null } };
}

function gpuShape(gpu: GpuType | null): Json {
  if (gpu === null) return null;
  const { id, name, manufacturer, memoryInGb, memoryType, permalink } = gpu;
  return { id, name, manufacturer, memory_in_gb: memoryInGb, memory_type: memoryType, permalink };
}
