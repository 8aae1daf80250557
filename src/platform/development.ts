import { ExtensionMode } from 'vscode';
import { developmentTokenVariable, developmentUrlVariable } from '../manifest.ts';

/** The account that `npm start` and F5 bring with them, so that one need not sign in while developing. */
export interface DevelopmentAccount {
  readonly token: string;
  /** Stands in for the setting, which no workspace may set; undefined leaves the setting's. */
  readonly apiUrl: string | undefined;
}

/** Read from the environment, and only while the extension itself is developed. */
export function developmentAccount(mode: ExtensionMode): DevelopmentAccount | undefined {
  if (mode !== ExtensionMode.Development) return undefined;
  const token = process.env[developmentTokenVariable];
  return token ? { token, apiUrl: process.env[developmentUrlVariable] } : undefined;
}
