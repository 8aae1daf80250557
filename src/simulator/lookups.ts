/** Finding the objects that arguments speak of, with the errors of their pages. */
import type {
  IpAddress,
  Network,
  NetworkInterface,
  Organization,
  Task,
  VirtualMachine,
} from './cloud/model.ts';
import { fqdn } from './cloud/model.ts';
import { apiError } from './errors.ts';
import { sees } from './tokens.ts';
import type { Call } from './world.ts';

/** @throws organization_not_found, organization_suspended, organization_not_activated */
export function findOrganization({ world, args, token }: Call): Organization {
  const { key, value } = args.lookup('organization');
  const matches = (each: Organization): boolean => (key === 'id' ? each.id : each.subDomain) === value;
  const found = world.cloud.organizations.find((each) => matches(each) && sees(token, each));
  if (!found) throw apiError('organization_not_found');
  if (found.suspended) throw apiError('organization_suspended');
  if (found.activatedAt === null) throw apiError('organization_not_activated');
  return found;
}

/** @throws virtual_machine_not_found, object_in_trash */
export function findMachine({ world, args, token }: Call): VirtualMachine {
  const { key, value } = args.lookup('virtual_machine');
  const { machines } = world.cloud;
  const found =
    key === 'id' ? machines.get(value) : [...machines.values()].find((each) => fqdn(each) === value);
  if (!found || !sees(token, found.organization)) throw apiError('virtual_machine_not_found');
  if (found.trash) {
    const { id, keepUntil } = found.trash;
    throw apiError('object_in_trash', {
      trash_object: { id, keep_until: keepUntil, object_id: found.id, object_type: 'VirtualMachine' },
    });
  }
  return found;
}

/** @throws virtual_machine_network_interface_not_found */
export function findInterface({ world, args, token }: Call): NetworkInterface {
  const found = world.cloud.interfaces.get(args.lookup('virtual_machine_network_interface').value);
  const isHidden = found?.machine.trash && world.settings.trashedInterfaces === 'not-found';
  if (!found || isHidden || !sees(token, found.machine.organization))
    throw apiError('virtual_machine_network_interface_not_found');
  return found;
}

/** @throws ip_address_not_found */
export function findAddress({ world, args, token }: Call): IpAddress {
  const { key, value } = args.lookup('ip_address');
  const found = (key === 'id' ? world.cloud.addresses : world.cloud.addressesByText).get(value);
  if (!found || !sees(token, found.organization)) throw apiError('ip_address_not_found');
  return found;
}

/** @throws network_not_found */
export function findNetwork({ world, args }: Call): Network {
  const { key, value } = args.lookup('network');
  const found = world.cloud.networks.find((each) => (key === 'id' ? each.id : each.permalink) === value);
  if (!found) throw apiError('network_not_found');
  return found;
}

/** @throws task_not_found */
export function findTask({ world, args, token }: Call): Task {
  const found = world.cloud.tasks.get(args.lookup('task').value);
  if (!found || !sees(token, found.machine.organization)) throw apiError('task_not_found');
  return found;
}

/** @throws permission_denied when the token's owner may look but not touch */
export function requirePermission({ token }: Call): void {
  if (token.role === 'restricted')
    throw apiError('permission_denied', { details: 'Your role does not allow this' });
}
