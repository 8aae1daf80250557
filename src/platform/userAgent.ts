import { version, type Extension } from 'vscode';

/** How requests name themselves to Katapult. */
export function userAgent({ packageJSON }: Extension<unknown>): string {
  const manifest: unknown = packageJSON;
  const own = typeof manifest === 'object' && manifest ? String(Reflect.get(manifest, 'version')) : '0';
  return `vscode-katapult/${own} vscode/${version}`;
}
