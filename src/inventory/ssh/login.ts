/** How to sign in to a machine over SSH. What is undefined is left to ssh and its configuration. */
export interface SshLogin {
  readonly user?: string | undefined;
  readonly port?: number | undefined;
}

/** Whether a text is the name of a user as Unix systems admit it; it can't be taken for an option of ssh. */
export function isUser(text: string): boolean {
  return /^[a-z_][a-z0-9_.-]*$/.test(text);
}

/** The TCP port that a text names, 1–65535; undefined for other text. */
export function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** What was stored as a login, as far as it can be one; undefined when nothing was. */
export function storedLogin(stored: unknown): SshLogin | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const user = 'user' in stored ? String(stored.user) : '';
  return {
    user: isUser(user) ? user : undefined,
    port: 'port' in stored ? portOf(String(stored.port)) : undefined,
  };
}
