/** Makes a whole cloud from a seed. */
import type { Settings } from '../options.ts';
import type { Random } from '../random.ts';
import { createRandom } from '../random.ts';
import type { Catalogue } from './catalogue.ts';
import { createCatalogue, EPOCH } from './catalogue.ts';
import type { Cloud } from './cloud.ts';
import { addMachine, putInTrash, stateOf } from './machines.ts';
import type { Country, MachineState, Organization, Task, VirtualMachine } from './model.ts';
import type { MachineName } from './names.ts';
import { FOREIGN_NAME, LONG_NAME, machineNames, organizationName } from './names.ts';
import {
  blocksFrom,
  createCountry,
  createDataCenters,
  createNetworks,
  createVirtualNetworks,
  createZones,
} from './places.ts';
import { addPool, connect } from './wiring.ts';

export interface Generated {
  cloud: Cloud;
  /** Goes on where the cloud was finished: what is added later is as reproducible. */
  random: Random;
}

/** Up to here the blocks reserved for documentation are enough. */
const SMALL = 50;

/** A cloud of `machines` machines in `organizations` organizations; equal settings give equal clouds. */
export function generateCloud({
  seed,
  machines,
  organizations,
}: Pick<Settings, 'seed' | 'machines' | 'organizations'>): Generated {
  const random = createRandom(seed);
  const country = createCountry(random);
  const dataCenters = createDataCenters(random, country);
  const catalogue = createCatalogue(random);
  const cloud: Cloud = {
    user: {
      id: random.id('user'),
      firstName: 'Robin',
      lastName: 'Ellis',
      avatarUrl: 'https://avatars.example/robin.png',
    },
    dataCenters,
    zones: createZones(random, dataCenters),
    networks: createNetworks(
      random,
      dataCenters,
      machines + organizations > SMALL ? (machines + organizations * 30) * 2 : 0,
    ),
    speedProfile: catalogue.speedProfile,
    organizations: [],
    machines: new Map(),
    interfaces: new Map(),
    addresses: new Map(),
    addressesByText: new Map(),
    tasks: new Map(),
  };
  const privateBlocks = blocksFrom('10.20.0.0');
  for (let index = 0; index < organizations; index += 1) {
    const organization = createOrganization(random, index, country);
    organization.virtualNetworks = createVirtualNetworks(random, organization, dataCenters, privateBlocks);
    cloud.organizations.push(organization);
    populate(cloud, random, catalogue, organization, index, share(machines, organizations, index));
  }
  const [oldest] = cloud.machines.values();
  if (oldest) addPastTask(cloud, oldest);
  return { cloud, random };
}

/** How its oldest machine was started once. Its id leaves all that comes by chance as it is. */
function addPastTask(cloud: Cloud, machine: VirtualMachine): void {
  const createdAt = machine.createdAt * 1000;
  const task: Task = {
    id: machine.id.replace(/^vm_/, 'task_'),
    name: 'Start virtual machine',
    machine,
    course: { during: 'starting', after: 'started' },
    status: 'completed',
    createdAt,
    startsAt: createdAt + 1000,
    finishesAt: createdAt + 5000,
  };
  cloud.tasks.set(task.id, task);
}

/** The first organization is the largest: it has twice what each of the others has. */
function share(machines: number, organizations: number, index: number): number {
  const part = Math.floor(machines / (organizations + 1));
  return index === 0 ? machines - part * (organizations - 1) : part;
}

function createOrganization(random: Random, index: number, country: Country): Organization {
  const name = organizationName(index);
  const subDomain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const id = random.id('org');
  return {
    id,
    uuid: uuidOf(id),
    name,
    subDomain,
    infrastructureDomain: `infra.${subDomain}.example`,
    createdAt: EPOCH - 100_000_000,
    activatedAt: EPOCH - 99_900_000,
    suspended: false,
    managed: false,
    billing: {
      name: `${name} Ltd`,
      lines: ['1 Example Street', null, 'Exampleton', null],
      postcode: 'EX1 1EX',
      vatNumber: null,
      phoneNumber: '+44 1632 960000',
      currency: { id: random.id('cur'), name: 'Pound sterling', isoCode: 'GBP', symbol: '£' },
      country,
    },
    machines: [],
    addresses: [],
    virtualNetworks: [],
  };
}

/** A UUID made of the characters of an id: all that comes by chance stays as it is. */
function uuidOf(id: string): string {
  const hex = Array.from(id.slice(-16), (character) => character.charCodeAt(0).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function populate(
  cloud: Cloud,
  random: Random,
  catalogue: Catalogue,
  organization: Organization,
  index: number,
  count: number,
): void {
  const names = namesFor(random, index, count);
  const offset = cloud.machines.size;
  names.forEach((name, position) => {
    const machine = addMachine(
      cloud,
      random,
      catalogue,
      organization,
      name,
      stateOf(offset + position, random),
    );
    connect(cloud, random, machine, position);
  });
  addPool(cloud, random, organization);
  if (index === 0 && count >= 6) trash(cloud, random, catalogue, organization);
}

function namesFor(random: Random, organizationIndex: number, count: number): MachineName[] {
  const next = machineNames(random, organizationIndex);
  const names = Array.from({ length: count }, next);
  if (organizationIndex === 0 && count > 12) {
    names[12] = { name: LONG_NAME, hostname: LONG_NAME };
    names[13] = FOREIGN_NAME;
  }
  return names.slice(0, count);
}

/** A machine that somebody deleted: still there for a while, and still holding its addresses. */
function trash(
  cloud: Cloud,
  random: Random,
  catalogue: Catalogue,
  organization: Organization,
): VirtualMachine {
  const state: MachineState = 'stopped';
  const machine = addMachine(
    cloud,
    random,
    catalogue,
    organization,
    { name: 'web-retired', hostname: 'web-retired' },
    state,
  );
  connect(cloud, random, machine, 0);
  putInTrash(machine, { id: random.id('trsh'), keepUntil: EPOCH + 300_000_000 });
  return machine;
}
