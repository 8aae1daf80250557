import assert from 'node:assert/strict';
import { known } from './recorded.ts';
import { clientGiven } from './support.ts';

describe('api: organizations and people as recorded', () => {
  it('organizations may lack a sub-domain, and have more than is used', async () => {
    const bare = { id: 'org_1', name: 'Acme' };
    const full = { ...bare, sub_domain: null, suspended: true, vat_number: 'GB 1', managed: false };
    const listed = await clientGiven({ organizations: [bare, full] }).organizations.list();
    assert.deepEqual(listed.map(known), [bare, { ...bare, suspended: true }]);
  });

  it('people may have a first name, a last name, both or none', async () => {
    const nameOf = async (user: object) => (await clientGiven({ user }).organizations.currentUser()).name;
    assert.equal(await nameOf({ first_name: 'Robin', last_name: 'Ellis' }), 'Robin Ellis');
    assert.equal(await nameOf({ first_name: 'Robin', last_name: null }), 'Robin');
    assert.equal(await nameOf({ first_name: '', last_name: 'Ellis' }), 'Ellis');
    assert.equal(await nameOf({ id: 'user_1' }), undefined);
  });
});
