// Signing in, as a person does, for the tests that are about something else.
import { openWorkbench, type WorkbenchOptions } from './open.ts';
import type { Workbench } from './workbench.ts';

/** Signs in from the palette and waits for rows; with the simulator's own token, which sees everything, unless told. */
export async function signIn(workbench: Workbench, token = workbench.simulator.token): Promise<void> {
  await workbench.command('Katapult: Sign In');
  await workbench.quickInput.wait('Sign In');
  await workbench.quickInput.answer(token);
  await workbench.quickInput.root.waitFor({ state: 'hidden' });
}

/** Signs out of the only account, and waits until the side bar says so. */
export async function signOut(workbench: Workbench): Promise<void> {
  await workbench.command('Katapult: Sign Out');
  await workbench.button('Explore a Demo Account').waitFor();
}

/** Opens a window with Katapult's side bar, signed in to one organization, and waits for its machines. */
export async function openOrganization(
  name: string,
  { window = {}, firstRow = 'backup' }: { window?: WorkbenchOptions; firstRow?: string } = {},
): Promise<Workbench> {
  const workbench = await openWorkbench(window);
  await workbench.openKatapult();
  await signIn(workbench, await workbench.cloud.tokenFor(name));
  await workbench.tree.row(firstRow).waitFor();
  return workbench;
}

/** Opens a machine's row and waits until everything below it has been read and drawn. */
export async function openMachine({ tree }: Workbench, name: string): Promise<void> {
  await tree.expand(name);
  await tree.row(new RegExp(`^${name}, virtual machine, (?!state not read yet)`)).waitFor();
}
