/** One virtual machine, its interfaces, and single interfaces. */
import type { NetworkInterface } from '../cloud/model.ts';
import type { IpAddress } from '../cloud/model.ts';
import type { JsonObject } from '../json.ts';
import { findInterface, findMachine } from '../lookups.ts';
import { turned } from '../order.ts';
import { page } from '../pages.ts';
import { interfaceAnswer, listedInterface } from '../shapes/addresses.ts';
import { machineAnswer } from '../shapes/machines.ts';
import type { Call, World } from '../world.ts';
import { largeAbove } from './organizations.ts';

/** GET /virtual_machines/{virtual_machine} */
export function getMachine(call: Call): JsonObject {
  return machineAnswer(findMachine(call), call.world.settings);
}

/** GET /virtual_machines/{virtual_machine}/network_interfaces */
export function listInterfaces(call: Call): JsonObject {
  const { interfaces } = findMachine(call);
  const shape = (each: NetworkInterface): JsonObject =>
    listedInterface(each, addressesOn(each, call.world), call.world.settings);
  return page('virtual_machine_network_interfaces', interfaces, call.args, largeAbove(call), shape);
}

/** GET /virtual_machine_network_interfaces/{virtual_machine_network_interface} */
export function getInterface(call: Call): JsonObject {
  const found = findInterface(call);
  return { virtual_machine_network_interface: interfaceAnswer(found, addressesOn(found, call.world)) };
}

/** The addresses of an interface, which come in no fixed order. */
export function addressesOn({ addresses }: NetworkInterface, { settings, served }: World): IpAddress[] {
  return settings.changingInterfaceOrder ? turned(addresses, served) : addresses;
}
