/** The addresses of an organization: listing, adding, reading, changing and releasing them. */
import { release } from '../cloud/allocation.ts';
import type { IpAddress } from '../cloud/model.ts';
import { apiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { findAddress, findNetwork, findOrganization, requirePermission } from '../lookups.ts';
import { ordered } from '../order.ts';
import { page } from '../pages.ts';
import { addressAnswer, fullAddress, listedAddress } from '../shapes/addresses.ts';
import type { Call } from '../world.ts';
import { addNew, note, requireReleasable, versionOf } from './allocation.ts';
import { largeAbove } from './organizations.ts';

/** GET /organizations/{organization}/ip_addresses; `allocated` keeps only those that are, or are not */
export function listAddresses(call: Call): JsonObject {
  const organization = findOrganization(call);
  requirePermission(call);
  const allocated = call.args.flag('allocated');
  const addresses = organization.addresses.filter(
    (each) => allocated === undefined || (each.allocation !== null) === allocated,
  );
  const order = ordered(addresses, call.world.settings.addressOrder, ({ id, address }) => ({
    id,
    name: address,
  }));
  return page('ip_addresses', order, call.args, largeAbove(call), listedAddress);
}

/** POST /organizations/{organization}/ip_addresses: adds an address, which may be billed */
export function createAddress(call: Call): JsonObject {
  const organization = findOrganization(call);
  const network = findNetwork(call);
  requirePermission(call);
  const { vip, label } = virtualIp(call, { vip: false, label: null });
  const address = addNew(call, organization, network, versionOf(call, 'version'));
  Object.assign(address, { vip, label });
  return { ip_address: fullAddress(address, call.world.settings) };
}

/** GET /ip_addresses/{ip_address} */
export function getAddress(call: Call): JsonObject {
  return addressAnswer(findAddress(call), call.world.settings);
}

/** PATCH /ip_addresses/{ip_address}: label, vip, reverse_dns */
export function updateAddress(call: Call): JsonObject {
  const address = findAddress(call);
  requirePermission(call);
  const reverseDns = reverseDnsOf(call, address);
  Object.assign(address, virtualIp(call, address), { reverseDns });
  note(call, 'update', address);
  return { ip_address: fullAddress(address, call.world.settings) };
}

/** DELETE /ip_addresses/{ip_address}: gives it up. An allocated one is unallocated on the way, if the settings allow it. */
export function releaseAddress(call: Call): JsonObject {
  const address = findAddress(call);
  requirePermission(call);
  requireReleasable(call, address);
  const isKept = address.allocation !== null && call.world.settings.releaseAllocated === 'refuse';
  if (isKept) throw apiError('resource_does_not_support_unallocation');
  note(call, 'release', address);
  release(call.world.cloud, address);
  return {};
}

/** A virtual IP needs a label; an address that is none has none. */
function virtualIp(
  { args }: Call,
  before: Pick<IpAddress, 'vip' | 'label'>,
): Pick<IpAddress, 'vip' | 'label'> {
  const vip = args.flag('vip') ?? before.vip;
  if (!vip) return { vip, label: null };
  const label = args.text('label') ?? before.label ?? '';
  if (label.trim() === '') throw apiError('validation_error', { errors: ["Label can't be blank"] });
  return { vip, label };
}

function reverseDnsOf({ args, world }: Call, address: IpAddress): string {
  const wanted = args.text('reverse_dns');
  if (wanted === undefined) return address.reverseDns;
  const isHostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(wanted);
  if (!isHostName && world.settings.validateReverseDns)
    throw apiError('validation_error', { errors: ['Reverse dns is invalid'] });
  return wanted;
}
