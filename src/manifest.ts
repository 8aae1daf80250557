/**
 * Every id that the manifest (package.json) and the code share, once. A test holds them against each other.
 */
export const extensionId = 'katapult-community.vscode-katapult';

export const views = {
  virtualMachines: 'katapult.virtualMachines',
} as const;

export const commands = {
  signIn: 'katapult.signIn',
  signOut: 'katapult.signOut',
  openDemo: 'katapult.openDemo',
  refresh: 'katapult.refresh',
  refreshAll: 'katapult.refreshAll',
  retry: 'katapult.retry',
  allocateIpAddress: 'katapult.allocateIpAddress',
  allocateNewIpAddress: 'katapult.allocateNewIpAddress',
  unallocateIpAddress: 'katapult.unallocateIpAddress',
  copyIpAddress: 'katapult.copyIpAddress',
  copyIpAddressWithMask: 'katapult.copyIpAddressWithMask',
  copyMachineId: 'katapult.copyMachineId',
  showLog: 'katapult.showLog',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const contextKeys = {
  /** How the session stands: starting, signedOut, refused, open. */
  session: 'katapult.session',
  /** The session is the demo account's. */
  demo: 'katapult.demo',
  /** What the loaded tree lacks: nothing, machines, organizations. */
  empty: 'katapult.empty',
} as const;

export const settings = {
  section: 'katapult',
  apiUrl: 'apiUrl',
} as const;

/** Environment variables, read only while the extension itself is developed. */
export const developmentTokenVariable = 'KATAPULT_DEVELOPMENT_TOKEN';
export const developmentUrlVariable = 'KATAPULT_DEVELOPMENT_URL';
