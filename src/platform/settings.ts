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
