// What changes in the cloud, or in what the token may do, while a window looks on.
import type { Mutation } from '../../../src/simulator/mutations.ts';
import { ALL_SCOPES } from '../../../src/simulator/tokens.ts';
import type { Plan } from '../plan.ts';
import type { Scene, Strike } from '../scene.ts';
import type { TableFault } from './fault.ts';

type Change = (plan: Plan) => Mutation;

function change(name: string, mutation: Change, more: Partial<TableFault> = {}): TableFault {
  const world = (scene: Scene): void => scene.served.simulator.mutate(mutation(scene.plan));
  return { name, onceOnly: true, ...more, strikes: () => [{ world }] };
}

function passing(name: string, begin: (scene: Scene) => void, end: (scene: Scene) => void): TableFault {
  const strike: Strike = {
    world: (scene) => {
      begin(scene);
      scene.remedies.push(() => end(scene));
    },
  };
  return { name, onceOnly: true, everywhere: true, strikes: () => [strike] };
}

function withoutScopes(name: string, scopes: readonly string[]): TableFault {
  const set = ({ served }: Scene, granted: readonly string[]): void =>
    served.simulator.changeToken(served.token, { scopes: granted });
  return passing(
    name,
    (scene) => set(scene, scopes),
    (scene) => set(scene, ALL_SCOPES),
  );
}

export const changes: readonly TableFault[] = [
  change('machine put in the trash meanwhile', ({ machine }) => ({ action: 'trash-machine', id: machine })),
  change('machine deleted meanwhile', ({ machine }) => ({ action: 'delete-machine', id: machine })),
  change('interface detached meanwhile', ({ networkInterface }) => ({
    action: 'detach-interface',
    id: networkInterface,
  })),
  change(
    'address taken by somebody else',
    ({ spare, rivalInterface }) => ({ action: 'allocate-address', id: spare, interfaceId: rivalInterface }),
    { operations: ['allocate to interface', 'allocate to machine', 'refresh'] },
  ),
  change('address unallocated by somebody else', ({ held }) => ({ action: 'unallocate-address', id: held }), {
    operations: ['unallocate', 'open'],
  }),
  passing(
    'token revoked meanwhile',
    ({ served }) => served.simulator.revokeToken(served.token),
    ({ served }) => void served.simulator.createToken({ value: served.token }),
  ),
  withoutScopes('scope removed: addresses', ['organizations:read', 'virtual_machines']),
  withoutScopes('scope removed: machines', ['organizations:read', 'ip_addresses']),
  withoutScopes('scope removed: writing', [
    'organizations:read',
    'virtual_machines:read',
    'ip_addresses:read',
  ]),
  passing(
    'organization suspended meanwhile',
    ({ served, plan }) =>
      served.simulator.mutate({ action: 'suspend-organization', id: plan.organization, suspended: true }),
    ({ served, plan }) =>
      served.simulator.mutate({ action: 'suspend-organization', id: plan.organization, suspended: false }),
  ),
  passing(
    'maintenance',
    ({ served }) => served.simulator.mutate({ action: 'maintenance', active: true }),
    ({ served }) => served.simulator.mutate({ action: 'maintenance', active: false }),
  ),
  {
    ...passing(
      'rate limit reached meanwhile',
      ({ served }) => served.simulator.changeToken(served.token, { permitted: 0 }),
      ({ served }) => served.simulator.changeToken(served.token, { permitted: 1_000 }),
    ),
    // Every request waits for three minutes to turn, which a person sees and may end.
    mayTakeMs: 1_800_000,
  },
];
