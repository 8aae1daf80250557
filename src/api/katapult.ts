import { createIpAddresses } from './ipAddresses.ts';
import { createNetworkInterfaces } from './networkInterfaces.ts';
import { createOrganizations } from './organizations.ts';
import { createTasks } from './tasks.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import { createVirtualMachines } from './virtualMachines.ts';

/** The part of Katapult's Core API that is used, one resource a property. */
export type Katapult = ReturnType<typeof createKatapult>;

/**
 * A client for one API address and one token.
 * Every call throws a RequestError: ApiError, NetworkError or AnswerError.
 */
export function createKatapult(options: TransportOptions) {
  const send = createTransport(options);
  return {
    organizations: createOrganizations(send),
    virtualMachines: createVirtualMachines(send),
    networkInterfaces: createNetworkInterfaces(send),
    ipAddresses: createIpAddresses(send),
    tasks: createTasks(send),
  };
}
