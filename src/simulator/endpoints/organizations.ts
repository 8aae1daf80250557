/** GET organizations, users/current, available_networks and an organization's machines. */
import type { VirtualMachine } from '../cloud/model.ts';
import { apiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { findOrganization } from '../lookups.ts';
import { ordered } from '../order.ts';
import { page } from '../pages.ts';
import { listedMachine } from '../shapes/machines.ts';
import { organizationShape } from '../shapes/organizations.ts';
import { dataCenterSummary, defaultField } from '../shapes/places.ts';
import { sees } from '../tokens.ts';
import type { Call } from '../world.ts';

/** GET /organizations. Suspended ones are in it. */
export function listOrganizations({ world, token }: Call): JsonObject {
  return {
    organizations: world.cloud.organizations.filter((each) => sees(token, each)).map(organizationShape),
  };
}

/** GET /users/current. A token of an organization has no user. */
export function currentUser({ world, token }: Call): JsonObject {
  if (token.kind === 'organization') throw apiError('no_user_associated_with_identity');
  const { id, firstName, lastName, avatarUrl } = world.cloud.user;
  const organizations = world.cloud.organizations.filter((each) => sees(token, each));
  return {
    user: { id, first_name: firstName, last_name: lastName, avatar_url: avatarUrl },
    organizations: organizations.map((each) => ({
      id: each.id,
      name: each.name,
      sub_domain: each.subDomain,
    })),
    api_token_id: token.id,
  };
}

/** GET /organizations/{organization}/available_networks. Not in pages. */
export function availableNetworks(call: Call): JsonObject {
  const organization = findOrganization(call);
  const { cloud, settings } = call.world;
  return {
    networks: cloud.networks.map((network) => ({
      id: network.id,
      name: network.name,
      permalink: network.permalink,
      ...defaultField(network, settings),
      data_center: dataCenterSummary(network.dataCenter),
    })),
    virtual_networks: organization.virtualNetworks.map(({ id, name, dataCenter }) => ({
      id,
      name,
      data_center: dataCenterSummary(dataCenter),
    })),
  };
}

/** GET /organizations/{organization}/virtual_machines */
export function listMachines(call: Call): JsonObject {
  const { machineOrder, trashInLists } = call.world.settings;
  const machines = findOrganization(call).machines.filter(
    (each) => (trashInLists || !each.trash) && isAnnotated(call, each),
  );
  return page(
    'virtual_machines',
    ordered(machines, machineOrder, (each) => each),
    call.args,
    largeAbove(call),
    listedMachine,
  );
}

function isAnnotated({ args }: Call, machine: VirtualMachine): boolean {
  const wanted = args.pairs('annotations');
  return wanted.every(({ key, value }) =>
    machine.annotations.some((each) => each.key === key && (value === undefined || each.value === value)),
  );
}

/** The number of items above which this endpoint withholds its totals; most endpoints never do. */
export function largeAbove({ world, route }: Call): number {
  return world.settings.largeSetRoutes.includes(route) ? world.settings.largeSetAbove : Infinity;
}
