import assert from 'node:assert/strict';
import { AnswerError } from '../../../src/api/errors.ts';
import type { Katapult } from '../../../src/api/katapult.ts';
import type { Json } from '../../../src/simulator/json.ts';
import { subjectOf } from './endpoints.ts';
import type { Subject } from './endpoints.ts';
import { closeAll, cloud, failureOf } from './support.ts';
import type { Cloud } from './support.ts';

interface Mismatch {
  /** The field that is not as documented. */
  field: string;
  /** What it is instead; missing when left out. */
  value?: Json;
  call: (katapult: Katapult, subject: Subject) => Promise<unknown>;
  /** The endpoint that the error has to name. */
  endpoint: RegExp;
}

const listMachines: Mismatch['call'] = ({ virtualMachines }, { organization }) =>
  virtualMachines.list(organization);
const getMachine: Mismatch['call'] = ({ virtualMachines }, { machine }) => virtualMachines.get(machine);
const listInterfaces: Mismatch['call'] = ({ networkInterfaces }, { machine }) =>
  networkInterfaces.list(machine);
const listAddresses: Mismatch['call'] = ({ ipAddresses }, { organization }) => ipAddresses.list(organization);
const available: Mismatch['call'] = ({ networkInterfaces }, { networkInterface }) =>
  networkInterfaces.availableIps(networkInterface, 'ipv4');

const MISMATCHES: readonly Mismatch[] = [
  {
    field: 'organizations',
    call: ({ organizations }) => organizations.list(),
    endpoint: /^GET \/organizations: /,
  },
  {
    field: 'organizations.1.name',
    value: 7,
    call: ({ organizations }) => organizations.list(),
    endpoint: /^GET \/organizations: /,
  },
  {
    field: 'user',
    value: null,
    call: ({ organizations }) => organizations.currentUser(),
    endpoint: /^GET \/users\/current: /,
  },
  { field: 'virtual_machines', value: {}, call: listMachines, endpoint: /\/virtual_machines\?page=1/ },
  { field: 'virtual_machines.3.id', value: 12, call: listMachines, endpoint: /\/virtual_machines\?page=1/ },
  { field: 'virtual_machines.0.name', call: listMachines, endpoint: /\/virtual_machines\?page=1/ },
  { field: 'virtual_machine', value: 7, call: getMachine, endpoint: /^GET \/virtual_machines\/vm_\w+: / },
  { field: 'virtual_machine.id', call: getMachine, endpoint: /^GET \/virtual_machines\/vm_\w+: / },
  {
    field: 'virtual_machine.ip_addresses.1.address',
    value: null,
    call: getMachine,
    endpoint: /^GET \/virtual_machines\/vm_\w+: /,
  },
  {
    field: 'virtual_machine_network_interfaces.0.ip_addresses.1.id',
    value: false,
    call: listInterfaces,
    endpoint: /^GET \/virtual_machines\/vm_\w+\/network_interfaces\?page=1/,
  },
  {
    field: 'virtual_machine_network_interfaces.0.ip_addresses',
    value: 'none',
    call: listInterfaces,
    endpoint: /\/network_interfaces\?page=1/,
  },
  { field: 'ip_addresses.5.address', value: [], call: listAddresses, endpoint: /\/ip_addresses\?page=1/ },
  {
    field: 'ip_addresses.5.allocation_id',
    value: 5,
    call: listAddresses,
    endpoint: /\/ip_addresses\?page=1/,
  },
  { field: 'ip_addresses.0.id', call: available, endpoint: /\/available_ips\/ipv4: / },
  {
    field: 'virtual_machine_network_interface.id',
    call: ({ networkInterfaces }, { networkInterface, spare }) =>
      networkInterfaces.allocateIp(networkInterface, spare),
    endpoint: /^POST .*\/allocate_ip: /,
  },
  {
    field: 'ip_address.address',
    call: ({ networkInterfaces }, { networkInterface }) =>
      networkInterfaces.allocateNewIp(networkInterface, 'ipv4'),
    endpoint: /^POST .*\/allocate_new_ip: /,
  },
  {
    field: 'ip_address.id',
    call: ({ virtualMachines }, { machine, spare }) => virtualMachines.allocateIp(machine, spare),
    endpoint: /^POST \/virtual_machines\/vm_\w+\/allocate_ip: /,
  },
  {
    field: 'ip_address',
    call: ({ ipAddresses }, { spare }) => ipAddresses.get(spare),
    endpoint: /^GET \/ip_addresses\/ip_\w+: /,
  },
];

describe('api: answers of another shape than documented', () => {
  let harbour: Cloud;
  let subject: Subject;

  beforeEach(async () => {
    harbour = await cloud();
    subject = subjectOf(harbour.state());
  });
  afterEach(closeAll);

  for (const { field, value, call, endpoint } of MISMATCHES) {
    const instead = value === undefined ? 'is missing' : `is ${JSON.stringify(value)}`;
    it(`names the endpoint and ${field} when it ${instead}`, async () => {
      harbour.simulator.addFault({
        fault:
          value === undefined
            ? { kind: 'drop-field', path: field }
            : { kind: 'set-field', path: field, value },
      });
      const error = await failureOf(call(harbour.katapult, subject), AnswerError);
      assert.equal(error.problem, 'shape');
      assert.equal(error.field, field);
      assert.match(error.message, endpoint);
      assert.ok(error.message.includes(field), error.message);
      assert.equal(error.outcomeUnknown, true);
    });
  }

  it('says what was expected and what came', async () => {
    const messageFor = async (value: Json): Promise<string> => {
      harbour.simulator.addFault({ fault: { kind: 'set-field', path: 'virtual_machine.id', value } });
      return (await failureOf(harbour.katapult.virtualMachines.get(subject.machine), AnswerError)).message;
    };
    assert.match(await messageFor(null), /expected string, got null$/);
    assert.match(await messageFor([]), /expected string, got array$/);
    assert.match(await messageFor({}), /expected string, got object$/);
  });

  it('does not repeat the value that came, which may be a secret or without end', async () => {
    harbour.simulator.addFault({
      fault: { kind: 'set-field', path: 'virtual_machine', value: 'hunter2' },
    });
    const error = await failureOf(harbour.katapult.virtualMachines.get(subject.machine), AnswerError);
    assert.match(error.message, /expected Object, got string$/);
    assert.doesNotMatch(`${error.message} ${error.stack ?? ''}`, /hunter2/);
  });
});
