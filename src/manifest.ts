/**
 * Every id that the manifest (package.json) and the code share, once. A test holds them against each other.
 */
export const extensionId = 'katapult-community.vscode-katapult';

export const views = {
  virtualMachines: 'katapult.virtualMachines',
  unallocatedAddresses: 'katapult.unallocatedAddresses',
  activity: 'katapult.activity',
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
  find: 'katapult.find',
  filter: 'katapult.filter',
  clearFilter: 'katapult.clearFilter',
  groupBy: 'katapult.groupBy',
  sortBy: 'katapult.sortBy',
  addFavorite: 'katapult.addFavorite',
  removeFavorite: 'katapult.removeFavorite',
  moveIpAddress: 'katapult.moveIpAddress',
  setLabel: 'katapult.setLabel',
  setVip: 'katapult.setVip',
  setReverseDns: 'katapult.setReverseDns',
  createIpAddress: 'katapult.createIpAddress',
  releaseIpAddress: 'katapult.releaseIpAddress',
  undo: 'katapult.undo',
  undoActivity: 'katapult.undoActivity',
  retryActivity: 'katapult.retryActivity',
  checkActivity: 'katapult.checkActivity',
  copyActivity: 'katapult.copyActivity',
  exportActivities: 'katapult.exportActivities',
  clearActivities: 'katapult.clearActivities',
  startMachine: 'katapult.startMachine',
  shutDownMachine: 'katapult.shutDownMachine',
  stopMachine: 'katapult.stopMachine',
  resetMachine: 'katapult.resetMachine',
  openInConsole: 'katapult.openInConsole',
  showProperties: 'katapult.showProperties',
  showJson: 'katapult.showJson',
  openSsh: 'katapult.openSsh',
  openRemoteSsh: 'katapult.openRemoteSsh',
  setSshLogin: 'katapult.setSshLogin',
  copySshCommand: 'katapult.copySshCommand',
  copySshConfig: 'katapult.copySshConfig',
  copyHosts: 'katapult.copyHosts',
  copyJson: 'katapult.copyJson',
  renameAccount: 'katapult.renameAccount',
  markReadOnly: 'katapult.markReadOnly',
  unmarkReadOnly: 'katapult.unmarkReadOnly',
  bindAccount: 'katapult.bindAccount',
  unbindAccount: 'katapult.unbindAccount',
  explainScope: 'katapult.explainScope',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

export const contextKeys = {
  /** How the session stands: starting, signedOut, refused, open. */
  session: 'katapult.session',
  /** The session is the demo account's. */
  demo: 'katapult.demo',
  /** What the loaded tree lacks: nothing, machines, organizations. */
  empty: 'katapult.empty',
  /** The tree shows only some machines. */
  filtered: 'katapult.filtered',
  /** Something was done in this window. */
  activities: 'katapult.activities',
  /** Only one of the accounts is shown in this workspace. */
  bound: 'katapult.bound',
  /** There are several accounts, whether this workspace uses them all or not. */
  several: 'katapult.several',
  /** How many of the accounts in use are marked as read-only: none, some, all. */
  readOnly: 'katapult.readOnly',
  /** An extension is installed that opens windows on other machines over SSH. */
  remoteSsh: 'katapult.remoteSsh',
} as const;

/** As VS Code's Accounts menu knows the accounts. */
export const authentication = { id: 'katapult', label: 'Katapult' } as const;

export const settings = {
  section: 'katapult',
  apiUrl: 'apiUrl',
  refreshInterval: 'refreshInterval',
  readStates: 'readStates',
  machineLabel: 'machineLabel',
  machineDescription: 'machineDescription',
} as const;

/** Environment variables, read only while the extension itself is developed. */
export const developmentTokenVariable = 'KATAPULT_DEVELOPMENT_TOKEN';
export const developmentUrlVariable = 'KATAPULT_DEVELOPMENT_URL';
