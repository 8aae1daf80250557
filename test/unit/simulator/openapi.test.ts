/** That the check of conformance can fail: true exchanges pass, tampered ones do not. */
import assert from 'node:assert/strict';
import { loadOpenApi } from '../../support/openapi.ts';
import type { Conformance, Exchange } from '../../support/openapi.ts';
import { toExchange } from './exercise.ts';
import { bench, closeAll, first } from './support.ts';

const DOCUMENT = process.env.KATAPULT_OPENAPI;

describe('the check of conformance', function () {
  this.timeout(20_000);
  let conformance: Conformance;
  let exchange: Exchange;

  before(async function () {
    if (!DOCUMENT) {
      console.log('    skipped: KATAPULT_OPENAPI does not say where the OpenAPI document is');
      this.skip();
    }
    conformance = loadOpenApi(DOCUMENT);
    const cloud = await bench();
    const { id } = first(cloud.state().ipAddresses, (each) => each.allocationType === 'VirtualMachine');
    await cloud.get(`/ip_addresses/${id}`);
    exchange = toExchange(first(cloud.simulator.requests()));
    await closeAll();
  });

  const tampered = (change: Partial<Exchange>): string =>
    conformance.check({ ...exchange, ...change }).join('\n');
  const body = (from: string, to: string): string => {
    assert.ok(exchange.responseBody.includes(from), from);
    return tampered({ responseBody: exchange.responseBody.replace(from, to) });
  };
  const request = (method: string, url: string, requestBody?: unknown): string =>
    conformance
      .checkRequest({
        ...exchange,
        method,
        url,
        requestBody: requestBody === undefined ? undefined : JSON.stringify(requestBody),
      })
      .join('\n');

  it('accepts the true answer', () => assert.equal(tampered({}), ''));

  it('refuses an answer of another type, with less or with more', () => {
    assert.match(body('"vip":false', '"vip":"no"'), /must be boolean/);
    assert.match(
      body('"vip":false', '"VIP":false'),
      /must have required property 'vip'[^]*must NOT have additional properties/,
    );
    assert.match(body('"allocation_id":', '"extra":1,"allocation_id":'), /additional properties.*extra/);
    assert.match(body('"id":"ip_', '"id":null,"x":"ip_'), /must be string/);
  });

  it('refuses null where it is not documented, and takes it where it is', () => {
    assert.match(body('"vip":false', '"vip":null'), /must be boolean/);
    assert.equal(body('"label":null', '"label":"a label"'), '');
  });

  it('looks into what deviates, too', () => {
    assert.match(body('"billable":', '"bill":'), /subnet/);
    const mask = /"mask":\d+/.exec(exchange.responseBody)?.[0] ?? '';
    assert.match(body(mask, '"mask":"/26"'), /subnet/);
    assert.match(body('"version":4', '"version":"ipv4"'), /subnet/);
    assert.match(body('"type":"VirtualMachine"', '"type":1'), /allocation/);
    assert.match(body('"type":"VirtualMachine"', '"type":"VirtualMachine","more":1'), /allocation/);
  });

  it('allows a deviation where it is listed, and nowhere else', () => {
    assert.match(body('"country":{', '"suspended":false,"country":{'), /additional properties.*suspended/);
    assert.match(body('"billable":', '"subnet":1,"billable":'), /subnet/);
    const subnet = /"subnet":\{[^}]*\}/.exec(exchange.responseBody)?.[0] ?? '';
    assert.match(body('"allocation":{', `${subnet},"allocation":{`), /additional properties.*subnet/);
    const list = { pagination: {}, ip_addresses: [JSON.parse(`{${subnet}}`)] };
    assert.match(
      tampered({ url: '/core/v1/organizations/org_1/ip_addresses', responseBody: JSON.stringify(list) }),
      /additional properties.*subnet/,
    );
    assert.match(body('"country":{', '"land":{'), /must have required property 'country'/);
  });

  it('refuses a status, a code or a route that the document does not have', () => {
    assert.match(tampered({ status: 201 }), /not documented/);
    assert.match(tampered({ url: '/core/v1/nothing' }), /no such route/);
    const error = (status: number, code: string, detail: unknown = {}): string =>
      tampered({ status, responseBody: JSON.stringify({ error: { code, description: 'x', detail } }) });
    assert.equal(error(404, 'ip_address_not_found'), '');
    assert.match(error(404, 'virtual_machine_not_found'), /not documented here/);
    assert.match(error(403, 'ip_address_not_found'), /not documented here/);
    assert.match(error(404, 'unhandled_exception'), /has the status 500/);
    assert.match(error(403, 'scope_not_granted', {}), /scopes/);
    const inner = { code: 'ip_address_not_found', description: 'x', detail: {} };
    assert.match(
      tampered({ status: 404, responseBody: JSON.stringify({ error: inner, more: 1 }) }),
      /more beside the error/,
    );
    assert.match(error(400, 'invalid_argument', { path: [] }), /issue/);
  });

  it('refuses what is no JSON, or says that it is something else', () => {
    assert.match(tampered({ responseBody: '<html>' }), /no JSON object/);
    assert.match(tampered({ responseHeaders: { 'content-type': 'text/html' } }), /content type/);
  });

  it('refuses requests that are not documented', () => {
    assert.equal(request('GET', '/organizations/org_1/ip_addresses?allocated=true&page=2&per_page=200'), '');
    assert.match(request('GET', '/organizations/org_1/ip_addresses?per_page=many'), /must be integer/);
    assert.match(request('GET', '/organizations/org_1/ip_addresses?page=0'), /must be >= 1/);
    assert.match(request('GET', '/organizations/org_1/ip_addresses?allocated=perhaps'), /must be boolean/);
    assert.match(request('GET', '/organizations/org_1/ip_addresses?state=up'), /not documented/);
    assert.match(request('PUT', '/organizations'), /no such route/);
  });

  it('wants each required argument, in the path or beside it', () => {
    const nic = '/virtual_machine_network_interfaces';
    assert.equal(request('GET', `${nic}/vmnet_1/available_ips/ipv4`), '');
    assert.equal(request('GET', `${nic}/vmnet_1/available_ips/address_version?address_version=ipv6`), '');
    assert.match(
      request('GET', `${nic}/vmnet_1/available_ips/address_version`),
      /address_version is neither/,
    );
    assert.match(request('GET', '/virtual_machines/_'), /virtual_machine is neither/);
    assert.equal(request('GET', '/virtual_machines/_?virtual_machine[fqdn]=a.example'), '');
    assert.equal(request('POST', `${nic}/vmnet_1/allocate_ip`, { ip_address: { id: 'ip_1' } }), '');
    assert.match(
      request('POST', `${nic}/vmnet_1/allocate_ip`, {}),
      /must have required property 'ip_address'/,
    );
    assert.match(
      request('POST', `${nic}/_/allocate_ip`, { ip_address: { id: 'ip_1' } }),
      /virtual_machine_network_interface/,
    );
    assert.match(request('POST', `${nic}/vmnet_1/allocate_ip`, { ip_address: 'ip_1' }), /must be object/);
    assert.match(
      request('POST', `${nic}/vmnet_1/allocate_ip`, { ip_address: { name: 'a' } }),
      /additional properties/,
    );
    assert.match(
      request('POST', `${nic}/vmnet_1/allocate_new_ip`, { address_version: 'ipv5' }),
      /allowed values/,
    );
    assert.match(request('POST', '/ip_addresses/ip_1/unallocate?force=true'), /no query parameters/);
  });
});
