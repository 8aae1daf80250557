import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostsLines, sshConfig } from '../../../../src/inventory/ssh/files.ts';

const web = { id: 'vm_1', name: 'web-01', hostname: 'web-01', fqdn: 'web-01.acme.example', addresses: [] };

describe('Entries for ~/.ssh/config', () => {
  it('have alias, address, user and port', () => {
    const entry = sshConfig([{ machine: web, address: '203.0.113.7', login: { user: 'root', port: 2222 } }]);
    assert.equal(entry, 'Host web-01\n    HostName 203.0.113.7\n    User root\n    Port 2222\n');
  });

  it('leave to ssh what is not known', () => {
    assert.equal(
      sshConfig([{ machine: web, address: '2001:db8::1', login: {} }]),
      'Host web-01\n    HostName 2001:db8::1\n',
    );
  });

  it('have an alias each, also when machines are called the same', () => {
    const place = { machine: web, address: '203.0.113.7', login: {} };
    assert.deepEqual(sshConfig([place, place, place]).match(/^Host .*$/gm), [
      'Host web-01',
      'Host web-01-2',
      'Host web-01-3',
    ]);
  });
});

describe('Lines for /etc/hosts', () => {
  it('have address, FQDN and hostname, each line once', () => {
    const four = { machine: web, address: '203.0.113.7' };
    const six = { machine: web, address: '2001:db8::1' };
    assert.equal(
      hostsLines([four, six, four]),
      '203.0.113.7\tweb-01.acme.example web-01\n2001:db8::1\tweb-01.acme.example web-01\n',
    );
  });

  it('take the machine’s name when it has no host name', () => {
    const machine = { id: 'vm_1', name: 'My machine!', fqdn: 'not a name', addresses: [] };
    assert.equal(hostsLines([{ machine, address: '203.0.113.7' }]), '203.0.113.7\tMy-machine\n');
  });
});

describe('What a machine is called, whatever that is,', () => {
  const machine = fc.record({
    id: fc.string({ unit: 'binary' }),
    name: fc.string({ unit: 'binary' }),
    hostname: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
    fqdn: fc.option(fc.oneof(fc.domain(), fc.string({ unit: 'binary' })), { nil: undefined }),
    addresses: fc.constant([]),
  });

  it('makes one entry of harmless words', () => {
    fc.assert(
      fc.property(machine, (each) => {
        const entry = sshConfig([{ machine: each, address: '203.0.113.7', login: {} }]);
        assert.match(entry, /^Host \w[\w.-]*\n {4}HostName 203\.0\.113\.7\n$/);
      }),
    );
  });

  it('makes one line of harmless words', () => {
    fc.assert(
      fc.property(machine, (each) => {
        const line = hostsLines([{ machine: each, address: '203.0.113.7' }]);
        assert.match(line, /^203\.0\.113\.7\t\w[\w.-]*( \w[\w.-]*)?\n$/);
      }),
    );
  });
});
