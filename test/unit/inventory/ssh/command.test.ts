import assert from 'node:assert/strict';
import { remoteAuthority, sshArguments, sshCommand } from '../../../../src/inventory/ssh/command.ts';
import { isUser, portOf, storedLogin } from '../../../../src/inventory/ssh/login.ts';
import { reachable } from '../../../../src/inventory/ssh/reach.ts';

describe('What ssh is called with', () => {
  it('is the address alone when nothing is known of the login', () => {
    assert.deepEqual(sshArguments('203.0.113.7', {}), ['--', '203.0.113.7']);
    assert.equal(sshCommand('203.0.113.7', {}), 'ssh 203.0.113.7');
  });

  it('has user and port, and an IPv6 address without brackets', () => {
    const login = { user: 'root', port: 2222 };
    assert.deepEqual(sshArguments('2001:db8::1', login), ['-p', '2222', '--', 'root@2001:db8::1']);
    assert.equal(sshCommand('2001:db8::1', login), 'ssh -p 2222 root@2001:db8::1');
  });

  it('is for Remote-SSH an authority that keeps its parts apart', () => {
    const authority = remoteAuthority('2001:db8::1', { user: 'root', port: 22 });
    const [scheme, hex] = authority.split('+');
    assert.equal(scheme, 'ssh-remote');
    assert.deepEqual(JSON.parse(Buffer.from(hex ?? '', 'hex').toString()), {
      hostName: '2001:db8::1',
      user: 'root',
      port: 22,
    });
  });
});

describe('A login', () => {
  it('has a user that no shell and no ssh takes for anything else', () => {
    for (const user of ['root', '_apt', 'web-admin', 'a.b_c9']) assert.ok(isUser(user), user);
    for (const user of ['', '-oProxyCommand=x', 'a b', 'a\n', '$USER', 'Root', 'a@b', '9a', 'é'])
      assert.ok(!isUser(user), user);
  });

  it('has a port from 1 to 65535', () => {
    assert.deepEqual(['1', '22', '65535'].map(portOf), [1, 22, 65_535]);
    for (const text of ['', '0', '65536', '22x', '-1', '1e3', ' 22', '999999'])
      assert.equal(portOf(text), undefined, text);
  });

  it('is read from what was stored as far as it is one', () => {
    assert.equal(storedLogin(undefined), undefined);
    assert.equal(storedLogin('root'), undefined);
    assert.deepEqual(storedLogin({ user: 'root', port: 22 }), { user: 'root', port: 22 });
    assert.deepEqual(storedLogin({ user: '-oX', port: 'x' }), { user: undefined, port: undefined });
  });
});

describe('The addresses to reach a machine at', () => {
  const sorted = (...addresses: string[]) =>
    reachable(addresses.map((address) => ({ address }))).map(({ address }) => address);

  it('begin with those that the whole Internet reaches, and there with IPv4', () => {
    assert.deepEqual(sorted('10.0.0.5', 'fd00::1', '2a03:2800::1', '185.44.252.7', '185.44.252.3'), [
      '185.44.252.3',
      '185.44.252.7',
      '2a03:2800::1',
      '10.0.0.5',
      'fd00::1',
    ]);
  });

  it('leave out what is no address', () => {
    assert.deepEqual(sorted('-oProxyCommand=id', 'evil.example; id', '203.0.113.1', ''), ['203.0.113.1']);
  });
});
