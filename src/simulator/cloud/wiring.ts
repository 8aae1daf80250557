/** Who is connected to what: interfaces, addresses on them, and the addresses that an organization has spare. */
import type { Random } from '../random.ts';
import { addAddress, allocate } from './allocation.ts';
import type { Cloud } from './cloud.ts';
import { addInterface } from './machines.ts';
import type {
  AnyNetwork,
  IpAddress,
  IpVersion,
  NetworkInterface,
  Organization,
  VirtualMachine,
} from './model.ts';

/** How a machine is connected. The first machines of an organization are given the cases that matter. */
interface Plan {
  public: { ipv4: number; ipv6: number } | null;
  second: 'none' | 'protected' | 'private' | 'private-empty' | 'bare';
}

const FIRST_PLANS: readonly Plan[] = [
  { public: { ipv4: 2, ipv6: 1 }, second: 'none' },
  { public: { ipv4: 1, ipv6: 1 }, second: 'private' },
  { public: { ipv4: 1, ipv6: 0 }, second: 'protected' },
  { public: { ipv4: 0, ipv6: 0 }, second: 'none' },
  { public: { ipv4: 9, ipv6: 3 }, second: 'none' },
  { public: null, second: 'none' },
  { public: null, second: 'private' },
  { public: { ipv4: 1, ipv6: 1 }, second: 'bare' },
  { public: { ipv4: 1, ipv6: 0 }, second: 'private-empty' },
];

/** Gives the machine its interfaces and their addresses. */
export function connect(cloud: Cloud, random: Random, machine: VirtualMachine, position: number): void {
  const plan = FIRST_PLANS[position] ?? anyPlan(random);
  const local = cloud.networks.filter((network) => network.dataCenter === machine.zone.dataCenter);
  const [main, protectedOne] = local;
  if (plan.public && main)
    give(cloud, random, addInterface(cloud, random, machine, main), plan.public.ipv4, plan.public.ipv6);
  if (plan.second === 'protected' && protectedOne)
    give(cloud, random, addInterface(cloud, random, machine, protectedOne), 1, 0);
  connectPrivately(cloud, random, machine, plan.second);
}

function anyPlan(random: Random): Plan {
  if (random.chance(0.02)) return { public: null, second: 'none' };
  const addresses = { ipv4: random.pick([1, 1, 1, 1, 2, 3]), ipv6: random.pick([0, 1, 1]) };
  return { public: addresses, second: random.pick(['none', 'none', 'none', 'private', 'bare', 'protected']) };
}

function connectPrivately(
  cloud: Cloud,
  random: Random,
  machine: VirtualMachine,
  second: Plan['second'],
): void {
  const own = machine.organization.virtualNetworks.filter(
    (each) => each.dataCenter === machine.zone.dataCenter,
  );
  const addressed = own.find((each) => each.subnets.length > 0);
  const bare = own.find((each) => each.subnets.length === 0) ?? addressed;
  if (second === 'private' && addressed)
    give(cloud, random, addInterface(cloud, random, machine, addressed), 1, 0);
  if (second === 'private-empty' && addressed) addInterface(cloud, random, machine, addressed);
  if (second === 'bare' && bare) addInterface(cloud, random, machine, bare);
}

function give(cloud: Cloud, random: Random, target: NetworkInterface, ipv4: number, ipv6: number): void {
  const { network, machine } = target;
  const add = (version: IpVersion, count: number): void => {
    for (const address of addSeveral(cloud, random, machine.organization, network, version, count))
      allocate(address, target);
  };
  add('ipv4', ipv4);
  add('ipv6', ipv6);
}

function addSeveral(
  cloud: Cloud,
  random: Random,
  organization: Organization,
  network: AnyNetwork,
  version: IpVersion,
  count: number,
): IpAddress[] {
  const added: IpAddress[] = [];
  for (let each = 0; each < count; each += 1) {
    // Subnets are used side by side, as they are in a network that has grown.
    network.subnets.push(...network.subnets.splice(0, random.int(0, network.subnets.length)));
    const address = addAddress(cloud, random, organization, network, version);
    if (address) added.push(address);
  }
  return added;
}

/** Spare addresses of every network and version, virtual IPs, and the addresses of a load balancer. */
export function addPool(cloud: Cloud, random: Random, organization: Organization): void {
  const spare = 3 + Math.floor(organization.machines.length / 100);
  for (const network of [...cloud.networks, ...organization.virtualNetworks]) {
    addSeveral(cloud, random, organization, network, 'ipv4', spare);
    addSeveral(cloud, random, organization, network, 'ipv6', spare);
  }
  for (const network of cloud.networks) addSpecial(cloud, random, organization, network);
}

function addSpecial(cloud: Cloud, random: Random, organization: Organization, network: AnyNetwork): void {
  const [floating, balanced, taken] = addSeveral(cloud, random, organization, network, 'ipv4', 3);
  const where = network.dataCenter.permalink;
  if (floating) Object.assign(floating, { vip: true, label: `failover ${where}` });
  if (balanced)
    balanced.allocation = {
      type: 'LoadBalancer',
      loadBalancer: { id: random.id('lb'), name: `${where}-balancer` },
    };
  const target = organization.machines
    .flatMap((each) => each.interfaces)
    .find((each) => each.network === network);
  if (taken && target) {
    Object.assign(taken, { vip: true, label: `shared ${where}` });
    allocate(taken, target);
  }
}
