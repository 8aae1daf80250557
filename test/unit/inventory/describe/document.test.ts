import assert from 'node:assert/strict';
import { complete, completeAnew, problemOf } from '../../../../src/inventory/describe/complete.ts';
import { documentOf } from '../../../../src/inventory/describe/document.ts';
import { findNode } from '../../../../src/inventory/describe/findNode.ts';
import { jsonText } from '../../../../src/inventory/describe/json.ts';
import type { Node } from '../../../../src/inventory/nodes.ts';
import { machineWith, openAll, openCloud, type Cloud } from '../cloud.ts';

describe('What is known of a node', () => {
  let cloud: Cloud;

  beforeEach(async () => {
    cloud = await openCloud({ seed: 3, machines: 12, organizations: 1 });
    await openAll(cloud.inventory);
  });
  afterEach(() => cloud.close());

  const machineWithAddress = () => machineWith(cloud.inventory, ({ addresses }) => addresses.length > 0);
  const textOf = (node: Node) => jsonText(documentOf(node));

  it('of a machine is complete once it was read: interfaces with MAC address, addresses with gateway', async () => {
    const machine = machineWithAddress();
    await complete(cloud.inventory, machine);
    const [card] = machine.networkInterfaces;
    const [address] = card?.addresses ?? [];
    const text = textOf(machine);
    for (const known of [machine.state, card?.data.macAddress, address?.data.subnet?.gateway]) {
      assert.ok(known && text.includes(known), `${known} in ${text}`);
    }
    for (const part of [machine, card, address]) {
      assert.ok(part && textOf(part).includes(part.data.id));
    }
  });

  it('has nothing of the root password, nor of billing', async () => {
    const machine = machineWithAddress();
    await completeAnew(cloud.inventory, machine);
    const text = textOf(machine) + textOf(machine.parent);
    // The simulator's passwords say what they are.
    assert.doesNotMatch(text, /password|billing/i);
  });

  it('is read once, and once more only when a list has replaced it', async () => {
    const machine = machineWithAddress();
    await complete(cloud.inventory, machine);
    cloud.asked();
    await complete(cloud.inventory, machine);
    assert.deepEqual(cloud.asked(), []);
    await completeAnew(cloud.inventory, machine);
    assert.ok(machine.networkInterfaces.every(({ data }) => data.macAddress));
  });

  it('stays what it was when it can’t be read anew, and the problem is known', async () => {
    const machine = machineWithAddress();
    await complete(cloud.inventory, machine);
    const before = textOf(machine);
    assert.equal(problemOf(machine), undefined);
    await cloud.close();
    await completeAnew(cloud.inventory, machine);
    assert.equal(textOf(machine), before);
    assert.ok(problemOf(machine) instanceof Error);
  });

  it('is found again by its id, with what is above it opened', async () => {
    const machine = machineWithAddress();
    await complete(cloud.inventory, machine);
    const address = machine.networkInterfaces.flatMap(({ addresses }) => addresses)[0];
    assert.ok(address);
    machine.interfaces.forget();
    const found = await findNode(cloud.inventory, address.id);
    assert.equal(found?.id, address.id);
    assert.equal(await findNode(cloud.inventory, machine.parent.id), machine.parent);
    assert.equal(await findNode(cloud.inventory, `${machine.id}x`), undefined);
    assert.equal(await findNode(cloud.inventory, `${address.id}/more`), undefined);
  });
});
