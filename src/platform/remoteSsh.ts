import { commands as vscodeCommands, Disposable, extensions } from 'vscode';
import { contextKeys } from '../manifest.ts';

/** Microsoft's Remote-SSH, and the open one for editors that may not have it. */
export const remoteSshExtensions = ['ms-vscode-remote.remote-ssh', 'jeanp413.open-remote-ssh'] as const;

/** Whether an extension is installed that opens windows on other machines over SSH. */
export function hasRemoteSsh(): boolean {
  return remoteSshExtensions.some((id) => extensions.getExtension(id) !== undefined);
}

/** Lets menus offer Remote-SSH while it is installed. */
export function followRemoteSsh(): Disposable {
  const tell = () => void vscodeCommands.executeCommand('setContext', contextKeys.remoteSsh, hasRemoteSsh());
  // Later: looking through all extensions takes its time, and nobody opens a menu at the start.
  const timer = setTimeout(tell, 0);
  const following = extensions.onDidChange(tell);
  return new Disposable(() => {
    clearTimeout(timer);
    following.dispose();
  });
}

/** Opens a new window on another machine. @param remoteAuthority which, as Remote-SSH reads it. */
export async function openRemoteWindow(remoteAuthority: string): Promise<void> {
  await vscodeCommands.executeCommand('vscode.newWindow', { remoteAuthority });
}
