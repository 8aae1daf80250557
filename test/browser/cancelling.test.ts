import assert from 'node:assert/strict';
import { openMachine, signIn } from '../support/browser/account.ts';
import { eventually } from '../support/browser/eventually.ts';
import { openWorkbench } from '../support/browser/open.ts';
import type { Workbench } from '../support/browser/workbench.ts';
import { type HoldingServer, startHoldingServer } from '../support/holding.ts';
import { type Simulator, startSimulator } from '../support/katapult.ts';

describe('What is cancelled', () => {
  let simulator: Simulator;
  let way: HoldingServer;
  let workbench: Workbench;

  before(async () => {
    simulator = await startSimulator();
    way = await startHoldingServer(simulator.url);
    workbench = await openWorkbench({ simulator, apiUrl: way.url });
    await workbench.openKatapult();
  });
  after(async () => {
    await workbench.close();
    await way.stop();
    await simulator.stop();
  });
  afterEach(() => way.hold(undefined));

  /** Holds requests to a path back while something is begun, until one has arrived. */
  async function begin(path: RegExp, action: () => Promise<unknown>): Promise<void> {
    way.hold(path);
    const before = way.held.length;
    await action();
    await eventually(() => assert.ok(way.held.length > before, 'a request has arrived'));
  }

  /** Resolves when the client has closed every request that was held back. */
  async function given(): Promise<void> {
    await eventually(() => assert.deepEqual([...way.closed].sort(), [...way.held].sort()));
  }

  async function quietly(): Promise<void> {
    assert.deepEqual(await workbench.notifications.texts(), []);
  }

  for (const [what, path] of [
    ['its first request', /\/organizations$/],
    ['the last', /\/users\/current/],
  ] as const) {
    it(`by Escape while a token is tried is closed: ${what}; and nobody is signed in`, async () => {
      const { quickInput } = workbench;
      await workbench.command('Katapult: Sign In');
      await quickInput.wait('Sign In');
      await begin(path, () => quickInput.answer(simulator.token));
      await quickInput.root.getByRole('progressbar').waitFor();
      await workbench.page.keyboard.press('Escape');
      await quickInput.root.waitFor({ state: 'hidden' });
      await given();
      await workbench.button('Explore a Demo Account').waitFor();
      await quietly();
    });
  }

  it('by Escape in the list of machines ends the waiting alone: the tree goes on loading', async () => {
    const { quickInput } = workbench;
    await begin(/\/virtual_machines\?.*per_page=200/, () => signIn(workbench));
    const closed = way.closed.length;
    await workbench.command('Katapult: Allocate IP Address…');
    await quickInput.wait('Allocate IP Address');
    await quickInput.root.getByRole('progressbar').waitFor();
    await quickInput.cancel();
    await workbench.sideBar.getByRole('progressbar').waitFor();
    assert.equal(way.closed.length, closed);
    await quietly();
  });

  it('by signing out closes the requests of the tree', async () => {
    await workbench.command('Katapult: Sign Out');
    await workbench.button('Explore a Demo Account').waitFor();
    await given();
    await workbench.sideBar.getByRole('progressbar').waitFor({ state: 'hidden' });
    await quietly();
  });

  it('by Escape in the list of addresses closes its requests', async () => {
    await signIn(workbench);
    await openMachine(workbench, 'web-01');
    const { quickInput, tree } = workbench;
    await begin(/available_ips/, () => tree.action('Public Network', /^Allocate/));
    await quickInput.root.getByRole('progressbar').waitFor();
    await quickInput.cancel();
    await given();
    await quietly();
  });

  it('by signing out while that list loads closes its requests too', async () => {
    const { quickInput, tree } = workbench;
    await begin(/available_ips/, () => tree.action('Public Network', /^Allocate/));
    // Not from the palette, which would take the list's place.
    await workbench.titleMenu('Sign Out');
    await workbench.button('Explore a Demo Account').waitFor();
    await given();
    await quickInput.option(/^Could not load\./).waitFor();
    await quickInput.cancel();
    await quietly();
  });
});
