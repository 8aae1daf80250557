// Allocating in the window: how long from the key to the row.
import { openMachine, openOrganization } from '../../support/browser/account.ts';
import { eventually } from '../../support/browser/eventually.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { rowOf, type BenchRow } from '../row.ts';
import { spreadOf } from '../statistics.ts';
import { host, timeToRowAfter } from './scene.ts';

/** Far enough for the distance to count for more than VS Code's own drawing. In milliseconds. */
const latency = 1_000;
const machine = 'web-01';

/** From Enter to the row on screen, over one round trip. */
export async function allocating(): Promise<BenchRow[]> {
  const workbench = await openOrganization('Harbour Digital', { window: host });
  await openMachine(workbench, machine);
  const near: number[] = [];
  const far: number[] = [];
  for (let time = 0; time < 5; time++) {
    near.push(await allocateOne(workbench, 0));
    far.push(await allocateOne(workbench, latency));
  }
  await workbench.close();
  const own = spreadOf(near.slice(1));
  const whole = spreadOf(far.slice(1).map((took) => took / latency));
  return [
    rowOf(whole, {
      what: 'allocate, Enter to the row ÷ round trip',
      size: `${latency} ms`,
      unit: '×',
      target: 1.3,
      note: `without distance ${Math.round(own.median)} ms, which is VS Code's drawing`,
    }),
  ];
}

/** Allocates an address to the first interface, and takes it away again. */
async function allocateOne(workbench: Workbench, milliseconds: number): Promise<number> {
  const { cloud, quickInput } = workbench;
  const chosen = /^203\.0\.113\.\d+/;
  await openAddresses(workbench, chosen);
  const label = (await quickInput.option(chosen).getAttribute('aria-label')) ?? '';
  const [address = ''] = chosen.exec(label) ?? [];
  await quickInput.type(address);
  await quickInput.option(address).waitFor();
  await cloud.slow(milliseconds);
  const took = await timeToRowAfter(workbench, 'Enter', `(row) => row.ariaLabel.startsWith('${address},')`);
  await cloud.slow(0);
  await workbench.says(`Allocated ${address} to ${machine}`);
  await takeAway(workbench, address);
  return took;
}

/** Opens the list of addresses for the first interface. Again if it asks for the machine: rows were just drawn anew. */
async function openAddresses({ page, quickInput, tree }: Workbench, awaited: RegExp): Promise<void> {
  await eventually(async () => {
    await tree.action('Public Network', /^Allocate/);
    await quickInput.wait('Allocate IP Address');
    try {
      await quickInput.option(awaited).waitFor({ timeout: 5_000 });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  }, 60_000);
}

async function takeAway({ cloud, tree }: Workbench, text: string): Promise<void> {
  const { id } = await cloud.address(text);
  await cloud.change({ action: 'unallocate-address', id });
  await tree.menu(machine, /^Refresh/);
  await tree.row(text).waitFor({ state: 'hidden' });
  await eventually(async () => {
    if ((await cloud.address(text)).interfaceId) throw new Error('It is still allocated.');
  });
}
