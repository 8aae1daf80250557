import type { CommandContext } from './context.ts';

/** Opens the made-up cloud that ships with the extension: no token, no network. */
export async function openDemo({ accounts }: CommandContext): Promise<void> {
  await accounts.openDemo();
}
