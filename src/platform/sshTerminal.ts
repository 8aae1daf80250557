import { ThemeIcon, window } from 'vscode';

/**
 * Opens a terminal in which ssh itself runs, without a shell that would read its arguments. VS Code tells when there
 * is no ssh, and asks first in a workspace that is not trusted.
 * @param args as `sshArguments` gives them.
 */
export function openSshTerminal(name: string, args: readonly string[]): void {
  const terminal = window.createTerminal({
    name,
    shellPath: 'ssh',
    shellArgs: [...args],
    iconPath: new ThemeIcon('terminal'),
    // Opened again after a restart it would connect without anybody having asked.
    isTransient: true,
  });
  terminal.show();
}
