// What somebody else does to the cloud meanwhile, with other tools and other tokens.
import type { Mutation } from '../../../src/simulator/mutations.ts';
import type { Random } from '../../../src/simulator/random.ts';
import type { Simulator } from '../../../src/simulator/simulator.ts';
import type { Snapshot } from '../../../src/simulator/snapshot.ts';
import { ALL_SCOPES } from '../../../src/simulator/tokens.ts';

/** Fewer machines than these are not deleted. */
const machinesKept = 6;

export class SomebodyElse {
  readonly #simulator: Simulator;
  readonly #random: Random;
  /** Another tool's token. */
  readonly #token: string;

  constructor(simulator: Simulator, random: Random) {
    this.#simulator = simulator;
    this.#random = random;
    this.#token = simulator.createToken({}).value;
  }

  /** Does one thing at random. */
  async act(): Promise<void> {
    const cloud = this.#simulator.snapshot();
    const dice = this.#random.int(1, 100);
    if (dice <= 70) this.#mutate(this.#aboutAddresses(cloud));
    else if (dice <= 85) this.#mutate(this.#aboutMachines(cloud));
    else if (dice <= 90) await this.#release(cloud);
    else this.#aboutTheToken();
  }

  /** Everything is allowed again, and everybody is at work. */
  makePeace(): void {
    const { token, createToken, changeToken, mutate, tokens } = this.#bound();
    mutate({ action: 'maintenance', active: false });
    if (!tokens().some(({ value }) => value === token)) createToken({ value: token });
    changeToken(token, { scopes: ALL_SCOPES });
    for (const { id } of this.#simulator.snapshot().organizations)
      mutate({ action: 'suspend-organization', id, suspended: false });
  }

  #bound() {
    const simulator = this.#simulator;
    return {
      token: simulator.token,
      tokens: () => simulator.tokens(),
      createToken: (spec: { value: string }) => simulator.createToken(spec),
      changeToken: (token: string, change: { scopes: readonly string[] }) =>
        simulator.changeToken(token, change),
      mutate: (mutation: Mutation) => simulator.mutate(mutation),
    };
  }

  #mutate(mutation: Mutation | undefined): void {
    if (mutation) this.#simulator.mutate(mutation);
  }

  #aboutAddresses({ ipAddresses, networkInterfaces }: Snapshot): Mutation | undefined {
    const address = this.#random.pick(
      ipAddresses.filter(({ allocationType }) => allocationType !== 'LoadBalancer'),
    );
    const targets = networkInterfaces.filter(({ networkId }) => networkId === address.networkId);
    if (this.#random.chance(0.4) || targets.length === 0)
      return { action: 'unallocate-address', id: address.id };
    const own = targets.filter((each) => this.#isOf(each.virtualMachineId, address.organizationId));
    if (own.length === 0) return undefined;
    return { action: 'allocate-address', id: address.id, interfaceId: this.#random.pick(own).id };
  }

  #isOf(machineId: string, organizationId: string): boolean {
    const machine = this.#simulator.snapshot().virtualMachines.find(({ id }) => id === machineId);
    return machine?.organizationId === organizationId;
  }

  #aboutMachines({ virtualMachines, networkInterfaces, organizations }: Snapshot): Mutation {
    const { id, inTrash } = this.#random.pick(virtualMachines);
    switch (this.#random.int(1, 6)) {
      case 1:
      case 2:
        return { action: inTrash ? 'restore-machine' : 'trash-machine', id };
      case 3:
        if (virtualMachines.length > machinesKept) return { action: 'delete-machine', id };
        return { action: 'restore-machine', id };
      case 4:
        if (networkInterfaces.length > machinesKept)
          return { action: 'detach-interface', id: this.#random.pick(networkInterfaces).id };
        return { action: 'restore-machine', id };
      case 5: {
        const { id: organization, suspended } = this.#random.pick(organizations);
        return { action: 'suspend-organization', id: organization, suspended: !suspended };
      }
      default:
        return { action: 'rename-machine', id, name: `renamed-${this.#random.int(1, 99)}` };
    }
  }

  async #release({ ipAddresses }: Snapshot): Promise<void> {
    const { id } = this.#random.pick(ipAddresses.filter(({ allocationId }) => allocationId === null));
    const headers = { Authorization: `Bearer ${this.#token}` };
    await this.#simulator.handle({ method: 'DELETE', url: `/core/v1/ip_addresses/${id}`, headers, body: '' });
  }

  #aboutTheToken(): void {
    const { token, tokens, createToken, changeToken, mutate } = this.#bound();
    const exists = tokens().some(({ value }) => value === token);
    switch (this.#random.int(1, 6)) {
      case 1:
        if (exists) this.#simulator.revokeToken(token);
        return;
      case 2:
        if (exists) changeToken(token, { scopes: ['organizations:read', 'virtual_machines:read'] });
        return;
      case 3:
        mutate({ action: 'maintenance', active: true });
        return;
      default:
        if (!exists) createToken({ value: token });
        changeToken(token, { scopes: ALL_SCOPES });
        mutate({ action: 'maintenance', active: false });
    }
  }
}
