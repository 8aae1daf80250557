/**
 * Every endpoint of the simulator, in success and in error, against Katapult's OpenAPI document.
 * The document is not part of this repository: its path comes in the variable KATAPULT_OPENAPI.
 */
import assert from 'node:assert/strict';
import { loadOpenApi } from '../../support/openapi.ts';
import type { Conformance } from '../../support/openapi.ts';
import { OTHER_DEVIATIONS, PROPERTY_DEVIATIONS } from '../../support/openapi-deviations.ts';
import { ENDPOINTS } from '../../../src/simulator/routes.ts';
import type { RecordedRequest } from '../../../src/simulator/records.ts';
import { createSimulator } from '../../../src/simulator/simulator.ts';
import { failEverywhere, succeedEverywhere, toExchange } from './exercise.ts';
import { bench, closeAll } from './support.ts';

const DOCUMENT = process.env.KATAPULT_OPENAPI;

describe('simulator: conformance with the OpenAPI document', function () {
  this.timeout(20_000);
  let conformance: Conformance;

  before(function () {
    if (!DOCUMENT) {
      console.log('    skipped: KATAPULT_OPENAPI does not say where the OpenAPI document is');
      this.skip();
    }
    conformance = loadOpenApi(DOCUMENT);
  });
  afterEach(closeAll);

  for (const shapes of ['current', 'older'] as const) {
    it(`answers every endpoint as documented (${shapes} shapes)`, async () => {
      const cloud = await bench({ machines: 80, shapes });
      await succeedEverywhere(cloud);
      assertConforming(conformance, cloud.simulator.requests(), 'check');
      assert.ok(cloud.simulator.requests().every(({ status }) => status === 200));
    });
  }

  it('conforms for every machine, interface and address there is', async () => {
    const simulator = createSimulator({ machines: 80 });
    const { virtualMachines, networkInterfaces, ipAddresses } = simulator.snapshot();
    const paths = [
      ...virtualMachines.map(({ id }) => `/virtual_machines/${id}`),
      ...virtualMachines.map(({ id }) => `/virtual_machines/${id}/network_interfaces`),
      ...networkInterfaces.map(({ id }) => `/virtual_machine_network_interfaces/${id}`),
      ...ipAddresses.map(({ id }) => `/ip_addresses/${id}`),
    ];
    const headers = { Authorization: `Bearer ${simulator.token}` };
    for (const path of paths)
      await simulator.handle({ method: 'GET', url: `/core/v1${path}`, headers, body: '' });
    assertConforming(conformance, simulator.requests(), 'check');
  });

  it('answers every error as documented, or as the framework does', async () => {
    for (const wrapErrors of [true, false]) {
      const cloud = await bench({ wrapErrors });
      await failEverywhere(cloud);
      assertConforming(conformance, cloud.simulator.requests(), 'checkResponse');
    }
  });

  it('conforms in large sets, in the documented allocation and in a 304', async () => {
    const cloud = await bench({
      allocationShape: 'document',
      largeSetAbove: 1,
      largeSetRoutes: ENDPOINTS.map(({ path }) => path),
    });
    await succeedEverywhere(cloud);
    const { etag } = Object.fromEntries((await cloud.get('/users/current')).headers);
    await cloud.get('/users/current', { headers: { 'If-None-Match': etag ?? '' } });
    assert.equal(cloud.simulator.requests().at(-1)?.status, 304);
    assertConforming(conformance, cloud.simulator.requests(), 'check');
  });

  it('has seen every endpoint succeed and every documented status that they can have', () => {
    const seen = conformance.exercised();
    const documented = (path: string): string => `/${path.replaceAll(':', '')}`;
    const missing = ENDPOINTS.map(
      ({ method, path }) => `${method.toLowerCase()} ${documented(path)} 200`,
    ).filter((each) => !seen.includes(each));
    assert.deepEqual(missing, []);
    const statuses = new Set(seen.map((each) => each.split(' ')[2]));
    assert.deepEqual([...statuses].toSorted(), [
      '200',
      '400',
      '403',
      '404',
      '406',
      '409',
      '422',
      '429',
      '500',
      '503',
    ]);
  });

  it('needs each deviation that it lists', () => {
    const listed = [
      ...PROPERTY_DEVIATIONS.map(({ kind, property }) => `${kind} ${property}`),
      ...Object.keys(OTHER_DEVIATIONS),
    ];
    assert.deepEqual(conformance.deviations(), listed.toSorted());
  });
});

function assertConforming(
  conformance: Conformance,
  requests: RecordedRequest[],
  check: 'check' | 'checkResponse',
): void {
  assert.ok(requests.length > 0);
  assert.deepEqual(
    requests.flatMap((request) => conformance[check](toExchange(request))),
    [],
  );
}
