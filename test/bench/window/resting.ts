// What a window asks while nobody does anything.
import { openWorkbench } from '../../support/browser/open.ts';
import { signIn } from '../../support/browser/account.ts';
import type { Workbench } from '../../support/browser/workbench.ts';
import { sizeOf } from '../loading.ts';
import type { BenchRow } from '../row.ts';
import { firstMachine, host, openScene, patience } from './scene.ts';

/** How often is refreshed, and how long is watched. In seconds. */
const interval = 5;
const watched = 20;
/** No more refreshes begin in that time, though each takes a moment and waits a little longer by chance. */
const refreshes = watched / interval;

/** Requests while the view is hidden, while the window has not the focus, and of two windows of which one has it. */
export async function resting(machines: number): Promise<BenchRow[]> {
  const settings = { 'katapult.refreshInterval': interval };
  const one = await openScene(machines, { settings });
  const other = await openWorkbench({ ...host, settings, simulator: one.simulator });
  await other.openKatapult();
  await signIn(other);
  await firstMachine(other).waitFor({ timeout: patience });
  await setFocus(other, false);
  const both = await requestsOf(one);
  await setFocus(one, false);
  const unfocused = await requestsOf(one);
  await setFocus(one, true);
  await one.page
    .locator('.part.activitybar')
    .getByRole('tab', { name: /^Explorer/ })
    .click();
  await setFocus(other, false);
  const hidden = await requestsOf(one);
  const own = (await refreshCost(one)) * refreshes;
  await Promise.all([one.close(), other.close()]);
  const rest = { size: sizeOf({ machines }), unit: '' } as const;
  return [
    { ...rest, what: 'requests while the view is hidden', measured: hidden, target: 0 },
    { ...rest, what: 'requests of windows without the focus', measured: unfocused, target: 0 },
    {
      ...rest,
      what: 'requests of two windows, visible',
      measured: both,
      target: own,
      note: `in ${watched} s, refreshed every ${interval} s: at most ${refreshes} refreshes of one window`,
    },
  ];
}

/** For the page: it gains or loses the focus, as when somebody turns to another window. */
const focus = (has: boolean) => `(() => {
  document.hasFocus = () => ${has};
  window.dispatchEvent(new Event('${has ? 'focus' : 'blur'}'));
})()`;

async function setFocus({ page }: Workbench, has: boolean): Promise<void> {
  await page.evaluate(focus(has));
}

async function requestsOf({ cloud, page }: Workbench): Promise<number> {
  // What is under way may end.
  await page.waitForTimeout(2_000);
  await cloud.forget();
  await page.waitForTimeout(watched * 1_000);
  return (await cloud.requests()).length;
}

/** Requests of one refresh: those for the organizations, and the pages of machines and addresses of each. */
async function refreshCost({ cloud }: Workbench): Promise<number> {
  const { organizations, virtualMachines, ipAddresses } = await cloud.state();
  const pages = (all: readonly { organizationId: string }[], id: string) =>
    Math.max(1, Math.ceil(all.filter(({ organizationId }) => organizationId === id).length / 200));
  return organizations.reduce(
    (sum, { id }) =>
      sum +
      pages(
        virtualMachines.filter(({ inTrash }) => !inTrash),
        id,
      ) +
      pages(ipAddresses, id),
    1,
  );
}
