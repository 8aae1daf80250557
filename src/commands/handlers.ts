import { commands, type CommandId } from '../manifest.ts';
import { allocateIpAddress } from './allocateIpAddress.ts';
import { allocateNewIpAddress } from './allocateNewIpAddress.ts';
import type { Handler } from './context.ts';
import { renameAccount, markReadOnly, unmarkReadOnly, bindAccount, unbindAccount } from './account.ts';
import {
  undoActivity,
  retryActivity,
  checkActivity,
  copyActivity,
  exportActivities,
  clearActivities,
} from './activities.ts';
import { groupBy, sortBy } from './arrange.ts';
import { copySshCommand, copySshConfig, copyHosts, copyJson } from './copyAs.ts';
import { createIpAddress } from './createIpAddress.ts';
import { showProperties, showJson } from './details.ts';
import { setLabel, setVip, setReverseDns } from './editIpAddress.ts';
import { addFavorite, removeFavorite } from './favorites.ts';
import { filter, clearFilter } from './filter.ts';
import { explainScope } from './explainScope.ts';
import { find } from './find.ts';
import { moveIpAddress } from './moveIpAddress.ts';
import { openInConsole } from './openInConsole.ts';
import { startMachine, shutDownMachine, stopMachine, resetMachine } from './power.ts';
import { releaseIpAddress } from './releaseIpAddress.ts';
import { openSsh, openRemoteSsh, setSshLogin } from './ssh.ts';
import { undo } from './undo.ts';
import { copyIpAddress, copyIpAddressWithMask, copyMachineId } from './copy.ts';
import { openDemo } from './openDemo.ts';
import { refresh, refreshAll } from './refresh.ts';
import { showLog } from './showLog.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';
import { unallocateIpAddress } from './unallocateIpAddress.ts';

/** What each command does. */
export const handlers: Record<CommandId, Handler> = {
  [commands.signIn]: signIn,
  [commands.signOut]: signOut,
  [commands.openDemo]: openDemo,
  [commands.refresh]: refresh,
  [commands.refreshAll]: refreshAll,
  [commands.retry]: refresh,
  [commands.allocateIpAddress]: allocateIpAddress,
  [commands.allocateNewIpAddress]: allocateNewIpAddress,
  [commands.unallocateIpAddress]: unallocateIpAddress,
  [commands.copyIpAddress]: copyIpAddress,
  [commands.copyIpAddressWithMask]: copyIpAddressWithMask,
  [commands.copyMachineId]: copyMachineId,
  [commands.showLog]: showLog,
  [commands.renameAccount]: renameAccount,
  [commands.markReadOnly]: markReadOnly,
  [commands.unmarkReadOnly]: unmarkReadOnly,
  [commands.bindAccount]: bindAccount,
  [commands.unbindAccount]: unbindAccount,
  [commands.explainScope]: explainScope,
  [commands.undoActivity]: undoActivity,
  [commands.retryActivity]: retryActivity,
  [commands.checkActivity]: checkActivity,
  [commands.copyActivity]: copyActivity,
  [commands.exportActivities]: exportActivities,
  [commands.clearActivities]: clearActivities,
  [commands.groupBy]: groupBy,
  [commands.sortBy]: sortBy,
  [commands.copySshCommand]: copySshCommand,
  [commands.copySshConfig]: copySshConfig,
  [commands.copyHosts]: copyHosts,
  [commands.copyJson]: copyJson,
  [commands.createIpAddress]: createIpAddress,
  [commands.showProperties]: showProperties,
  [commands.showJson]: showJson,
  [commands.setLabel]: setLabel,
  [commands.setVip]: setVip,
  [commands.setReverseDns]: setReverseDns,
  [commands.addFavorite]: addFavorite,
  [commands.removeFavorite]: removeFavorite,
  [commands.filter]: filter,
  [commands.clearFilter]: clearFilter,
  [commands.find]: find,
  [commands.moveIpAddress]: moveIpAddress,
  [commands.openInConsole]: openInConsole,
  [commands.startMachine]: startMachine,
  [commands.shutDownMachine]: shutDownMachine,
  [commands.stopMachine]: stopMachine,
  [commands.resetMachine]: resetMachine,
  [commands.releaseIpAddress]: releaseIpAddress,
  [commands.openSsh]: openSsh,
  [commands.openRemoteSsh]: openRemoteSsh,
  [commands.setSshLogin]: setSshLogin,
  [commands.undo]: undo,
};
