import assert from 'node:assert/strict';
import { loadOpenApi } from '../../support/openapi.ts';
import { ENDPOINTS, subjectOf } from './endpoints.ts';
import type { RecordedRequest } from '../../../src/simulator/records.ts';
import { OTHER_PAGES, PAGES } from './provoked.ts';
import type { Page, Provocation } from './provoked.ts';
import { closeAll, cloud, first } from './support.ts';
import { NO_LIMIT, withoutWaiting } from './waits.ts';

/** The OpenAPI document of the Core API, which is not part of this repository. */
const DOCUMENT = process.env.KATAPULT_OPENAPI;

/** The operations of the document that the client has to have used. */
const USED = [
  'delete /ip_addresses/ip_address 200',
  'get /ip_addresses/ip_address 200',
  'get /organizations 200',
  'get /organizations/organization/available_networks 200',
  'get /organizations/organization/ip_addresses 200',
  'get /organizations/organization/virtual_machines 200',
  'get /tasks/task 200',
  'get /users/current 200',
  'get /virtual_machine_network_interfaces/virtual_machine_network_interface 200',
  'get /virtual_machine_network_interfaces/virtual_machine_network_interface/available_ips/address_version 200',
  'get /virtual_machines/virtual_machine 200',
  'get /virtual_machines/virtual_machine/network_interfaces 200',
  'patch /ip_addresses/ip_address 200',
  'post /ip_addresses/ip_address/unallocate 200',
  'post /organizations/organization/ip_addresses 200',
  'post /virtual_machine_network_interfaces/virtual_machine_network_interface/allocate_ip 200',
  'post /virtual_machine_network_interfaces/virtual_machine_network_interface/allocate_new_ip 200',
  'post /virtual_machines/virtual_machine/allocate_ip 200',
  'post /virtual_machines/virtual_machine/reset 200',
  'post /virtual_machines/virtual_machine/shutdown 200',
  'post /virtual_machines/virtual_machine/start 200',
  'post /virtual_machines/virtual_machine/stop 200',
];

describe('api: conformance with the OpenAPI document', () => {
  afterEach(closeAll);

  if (DOCUMENT === undefined) {
    it('is not tested: KATAPULT_OPENAPI names no document');
    return;
  }
  const openApi = loadOpenApi(DOCUMENT);

  it('every request of the client is as documented, and so is what it is tested against', async () => {
    for (const { name, call } of ENDPOINTS) {
      const harbour = await cloud();
      await call(harbour.katapult, subjectOf(harbour.state()));
      const exchanges = harbour.simulator.requests();
      assert.deepEqual(
        exchanges.flatMap((exchange) => openApi.check(exchange)),
        [],
        name,
      );
    }
    assert.deepEqual(openApi.exercised(), USED);
  });

  for (const page of [...PAGES, ...OTHER_PAGES]) {
    it(`${page.title}: every error that is provoked in these tests is as documented`, async () => {
      const waits = withoutWaiting();
      try {
        for (const provocation of page.errors) {
          const exchange = await waits.skip(exchangeOf(page, provocation));
          assert.deepEqual(openApi.check(exchange), [], provocation.code);
        }
      } finally {
        waits.restore();
      }
    });
  }
});

/** The first request of a provoked error, and its answer. */
async function exchangeOf(page: Page, { about, mutation, token }: Provocation): Promise<RecordedRequest> {
  const harbour = await cloud();
  const usual = subjectOf(harbour.state());
  const subject = { ...usual, ...about?.(harbour, usual) };
  const change = mutation?.(subject, harbour);
  if (change) harbour.simulator.mutate(change);
  const katapult = harbour.client({ token: token?.(harbour) ?? harbour.token, timeLimitMs: NO_LIMIT });
  await page.call(katapult, subject).catch(() => undefined);
  return first(harbour.simulator.requests());
}
