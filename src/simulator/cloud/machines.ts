/** Virtual machines and their network interfaces, as an organization comes to have them over the years. */
import type { Random } from '../random.ts';
import { at } from '../random.ts';
import type { Catalogue } from './catalogue.ts';
import { EPOCH } from './catalogue.ts';
import type { Cloud } from './cloud.ts';
import type {
  AnyNetwork,
  MachineState,
  NetworkInterface,
  Organization,
  TrashObject,
  VirtualMachine,
} from './model.ts';
import type { MachineName } from './names.ts';
import { defaultReverseDns } from './subnets.ts';

const UNUSUAL_STATES: readonly MachineState[] = [
  'stopped',
  'failed',
  'starting',
  'shutting_down',
  'stopping',
  'resetting',
  'migrating',
  'allocating',
  'allocated',
  'transferring',
  'orphaned',
];
const SIX_MONTHS = 15_768_000;

/** Most machines run; every sixth is in one of the other states until each was there, then a few are stopped. */
export function stateOf(index: number, random: Random): MachineState {
  const unusual = index % 6 === 5 ? UNUSUAL_STATES[(index - 5) / 6] : undefined;
  if (unusual !== undefined) return unusual;
  return index > 66 && random.chance(0.08) ? 'stopped' : 'started';
}

/** A machine without interfaces, entered into the cloud and its organization. */
export function addMachine(
  cloud: Cloud,
  random: Random,
  catalogue: Catalogue,
  organization: Organization,
  { name, hostname }: MachineName,
  state: MachineState,
): VirtualMachine {
  const flexible = random.chance(0.2) ? { cpuCores: 2, memoryInGb: 4 } : null;
  const isDatabase = name.startsWith('db');
  const machine: VirtualMachine = {
    id: random.id('vm'),
    name,
    hostname,
    description: random.chance(0.3) ? `${name}, looked after by the platform team` : null,
    createdAt: EPOCH - SIX_MONTHS * 6 + organization.machines.length * 3600 + random.int(0, 3599),
    initialRootPassword: `not-a-password-${random.text(8)}`,
    state,
    suspended: false,
    zone: random.pick(cloud.zones),
    organization,
    group: isDatabase ? at(catalogue.groups, 1) : random.chance(0.3) ? at(catalogue.groups, 0) : null,
    package: flexible ? null : random.pick(catalogue.packages),
    flexible,
    attachedIso: state === 'failed' ? catalogue.iso : null,
    gpuType: name.startsWith('render') ? catalogue.gpuType : null,
    tags: catalogue.tags.filter(() => random.chance(0.25)),
    annotations: random.chance(0.2) ? [{ key: 'managed-by', value: 'terraform' }] : [],
    interfaces: [],
    trash: null,
  };
  cloud.machines.set(machine.id, machine);
  organization.machines.push(machine);
  return machine;
}

export function addInterface(
  cloud: Cloud,
  random: Random,
  machine: VirtualMachine,
  network: AnyNetwork,
): NetworkInterface {
  const added: NetworkInterface = {
    id: random.id('vmnet'),
    machine,
    network,
    macAddress: macAddress(random),
    state: machine.state === 'stopped' ? 'detached' : 'attached',
    speedProfile: cloud.speedProfile,
    addresses: [],
  };
  machine.interfaces.push(added);
  cloud.interfaces.set(added.id, added);
  return added;
}

/** The machine keeps its addresses, but their reverse DNS falls back to the subnet's default. */
export function putInTrash(machine: VirtualMachine, trash: TrashObject): void {
  machine.trash = trash;
  for (const each of machine.interfaces.flatMap(({ addresses }) => addresses))
    each.reverseDns = defaultReverseDns(each.subnet, each.address);
}

/** A locally administered address, so it belongs to nobody's hardware. */
function macAddress(random: Random): string {
  const octets = Array.from({ length: 5 }, () => random.int(0, 255).toString(16).padStart(2, '0'));
  return ['02', ...octets].join(':');
}
