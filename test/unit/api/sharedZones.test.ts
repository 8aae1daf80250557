import assert from 'node:assert/strict';
import { clientGiven } from './support.ts';

const zone = (id: string, name: string, dataCenter = 'Harbour') => ({
  id,
  name,
  data_center: { id: 'dc_1', name: dataCenter },
});

async function zonesOf(...zones: object[]) {
  const machines = zones.map((each, index) => ({ id: `vm_${index}`, name: `vm-${index}`, zone: each }));
  const listed = await clientGiven({ virtual_machines: machines }).virtualMachines.list('org_1');
  return listed.map((machine) => machine.zone);
}

describe('api: the zones of machines', () => {
  it('are one object for all that stand in the same', async () => {
    const [one, other, far] = await zonesOf(zone('z1', 'East'), zone('z1', 'East'), zone('z2', 'West'));
    assert.equal(one, other);
    assert.deepEqual(far, { id: 'z2', name: 'West', dataCenter: { id: 'dc_1', name: 'Harbour' } });
  });

  it('are what the answer says, though another said otherwise before', async () => {
    const names = async (...zones: object[]) =>
      (await zonesOf(...zones)).map((each) => [each?.name, each?.dataCenter?.name]);
    const said = [zone('z3', 'North'), zone('z3', 'South'), zone('z3', 'South', 'Dock'), zone('z3', 'North')];
    assert.deepEqual(await names(...said), [
      ['North', 'Harbour'],
      ['South', 'Harbour'],
      ['South', 'Dock'],
      ['North', 'Harbour'],
    ]);
  });

  it('are told apart however many there are', async () => {
    const many = Array.from({ length: 250 }, (_, index) => zone(`many_${index}`, `Zone ${index}`));
    assert.deepEqual(
      (await zonesOf(...many)).map((each) => each?.name),
      many.map(({ name }) => name),
    );
  });
});
