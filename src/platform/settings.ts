import { workspace } from 'vscode';
import { defaultApiUrl, normalizeApiUrl } from '../accounts/apiUrl.ts';
import { settings } from '../manifest.ts';

/**
 * The API address in use. The setting is machine-scoped: VS Code takes it from no workspace.
 * @throws UnusableApiUrl
 */
export function apiUrl(): string {
  const configured = workspace.getConfiguration(settings.section).get<string>(settings.apiUrl);
  return normalizeApiUrl(configured?.trim() || defaultApiUrl);
}

/** Calls the listener when the API address changes. */
export function onDidChangeApiUrl(listener: () => void) {
  return workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${settings.section}.${settings.apiUrl}`)) listener();
  });
}

/** How often what is shown is to be read again, in milliseconds; 0: never. */
export function refreshIntervalMs(): number {
  const seconds = workspace.getConfiguration(settings.section).get<number>(settings.refreshInterval);
  return Math.max(0, Number(seconds) || 0) * 1_000;
}

/** Whether the states of machines are to be read without anybody asking. */
export function readStates(): boolean {
  return workspace.getConfiguration(settings.section).get<boolean>(settings.readStates) === true;
}

/** Calls the listener when either of the two changes. */
export function onDidChangeFreshness(listener: () => void) {
  const names = [settings.refreshInterval, settings.readStates];
  return workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(`${settings.section}.${name}`))) listener();
  });
}
