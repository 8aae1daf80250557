/** Where things are: countries, data centers, zones, networks and their subnets. */
import type { Random } from '../random.ts';
import type {
  AnyNetwork,
  Country,
  DataCenter,
  IpVersion,
  Network,
  Organization,
  Subnet,
  VirtualNetwork,
  Zone,
} from './model.ts';
import { ipv4Number, ipv4Text } from './subnets.ts';

/** Hands out blocks of addresses, none of them twice. */
export interface Blocks {
  next(prefixLength: number): string;
}

interface Block {
  version: IpVersion;
  address: string;
  prefixLength: number;
  reverseDnsSuffix: string;
  billable: boolean;
}

/** More addresses than a documentation block holds come from the range for carriers, 100.64.0.0/10. */
const LARGE_BLOCK = 20;

export function createCountry(random: Random): Country {
  return {
    id: random.id('ctry'),
    name: 'United Kingdom',
    isoCode2: 'GB',
    isoCode3: 'GBR',
    timeZone: 'Europe/London',
    eu: false,
  };
}

/** London (an id of the older form, `loc_`) and Amsterdam (`dc_`). */
export function createDataCenters(random: Random, home: Country): [DataCenter, DataCenter] {
  const abroad = {
    id: random.id('ctry'),
    name: 'Netherlands',
    isoCode2: 'NL',
    isoCode3: 'NLD',
    timeZone: null,
    eu: true,
  };
  return [
    { id: random.id('loc'), name: 'London', permalink: 'london', country: home },
    { id: random.id('dc'), name: 'Amsterdam', permalink: 'amsterdam', country: abroad },
  ];
}

export function createZones(random: Random, [london, amsterdam]: [DataCenter, DataCenter]): Zone[] {
  return [
    { id: random.id('zone'), name: 'London North', permalink: 'london-north', dataCenter: london },
    { id: random.id('zone'), name: 'London South', permalink: null, dataCenter: london },
    { id: random.id('zone'), name: 'Amsterdam West', permalink: 'amsterdam-west', dataCenter: amsterdam },
  ];
}

/** The public networks, with room for `capacity` IPv4 addresses each beyond the documentation blocks. */
export function createNetworks(
  random: Random,
  [london, amsterdam]: [DataCenter, DataCenter],
  capacity: number,
): Network[] {
  const large = blocksFrom('100.64.0.0');
  const network = (
    name: string,
    permalink: string | null,
    dataCenter: DataCenter,
    isDefault: boolean,
  ): Network => ({
    kind: 'public',
    id: random.id('netw'),
    name,
    permalink,
    isDefault,
    dataCenter,
    subnets: [],
  });
  const publicLondon = network('Public Network', 'public', london, true);
  const protectedLondon = network('Protected Network', null, london, false);
  const publicAmsterdam = network('Public Network', 'public-amsterdam', amsterdam, true);
  fill(random, publicLondon, ['203.0.113.0/26', '203.0.113.64/26'], '2001:db8:500::/48', 'rdns.katapult.io');
  fill(random, protectedLondon, ['192.0.2.0/26'], '2001:db8:501::/48', 'rdns.katapult.io');
  fill(
    random,
    publicAmsterdam,
    ['198.51.100.0/26', '198.51.100.128/26'],
    '2001:db8:600::/48',
    'rdns-ams.katapult.io',
  );
  const networks = [publicLondon, protectedLondon, publicAmsterdam];
  for (const each of networks) extend(random, each, large, capacity);
  return networks;
}

function fill(random: Random, network: Network, ipv4: string[], ipv6: string, suffix: string): void {
  for (const block of ipv4)
    addSubnet(random, network, {
      version: 'ipv4',
      ...split(block),
      reverseDnsSuffix: suffix,
      billable: true,
    });
  addSubnet(random, network, {
    version: 'ipv6',
    ...split(ipv6),
    reverseDnsSuffix: `ipv6.${suffix}`,
    billable: false,
  });
}

function extend(random: Random, network: Network, blocks: Blocks, capacity: number): void {
  for (let missing = capacity; missing > 0; missing -= 2 ** (32 - LARGE_BLOCK)) {
    const address = blocks.next(LARGE_BLOCK);
    const block: Block = {
      version: 'ipv4',
      address,
      prefixLength: LARGE_BLOCK,
      reverseDnsSuffix: 'pool.rdns.katapult.io',
      billable: true,
    };
    addSubnet(random, network, block);
  }
}

/** One virtual network with private addresses in each data center, and one without any. */
export function createVirtualNetworks(
  random: Random,
  organization: Organization,
  dataCenters: DataCenter[],
  blocks: Blocks,
): VirtualNetwork[] {
  const create = (name: string, dataCenter: DataCenter): VirtualNetwork => ({
    kind: 'virtual',
    id: random.id('vnet'),
    name,
    dataCenter,
    organization,
    subnets: [],
  });
  const bare = dataCenters.slice(0, 1).map((dataCenter) => create('Replication', dataCenter));
  const addressed = dataCenters.map((dataCenter) => {
    const network = create(`Backend ${dataCenter.name}`, dataCenter);
    addSubnet(random, network, {
      version: 'ipv4',
      address: blocks.next(20),
      prefixLength: 20,
      reverseDnsSuffix: 'private.katapult.io',
      billable: false,
    });
    return network;
  });
  return [...addressed, ...bare];
}

/** Hands out successive IPv4 blocks from a first address on. */
export function blocksFrom(first: string): Blocks {
  let next = ipv4Number(first);
  return {
    next(prefixLength) {
      const address = ipv4Text(next);
      next += 2 ** (32 - prefixLength);
      return address;
    },
  };
}

function split(block: string): { address: string; prefixLength: number } {
  const [address = '', prefixLength = ''] = block.split('/');
  return { address, prefixLength: Number(prefixLength) };
}

function addSubnet(random: Random, network: AnyNetwork, block: Block): void {
  const { address, version, prefixLength } = block;
  const isIpv4 = version === 'ipv4';
  const gateway = isIpv4 ? ipv4Text(ipv4Number(address) + 1) : `${address}1`;
  // The last address of an IPv4 block is its broadcast address; an IPv6 block is never used up.
  const lastHost = isIpv4 ? 2 ** (32 - prefixLength) - 2 : 0xffff_ffff;
  const hosts = { nextHost: isIpv4 ? 2 : 0x1f0, lastHost, released: [] };
  const subnet: Subnet = { id: random.id('sbnt'), network, gateway, ...block, ...hosts };
  network.subnets.push(subnet);
}
