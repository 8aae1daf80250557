import { l10n } from 'vscode';
import { remoteAuthority, sshArguments } from '../inventory/ssh/command.ts';
import { NotNow } from '../platform/notNow.ts';
import { plain } from '../platform/plain.ts';
import { hasRemoteSsh, openRemoteWindow, remoteSshExtensions } from '../platform/remoteSsh.ts';
import { openSshTerminal } from '../platform/sshTerminal.ts';
import { runSteps } from '../platform/steps.ts';
import type { Handler } from './context.ts';
import { nodeOf } from './flow/row.ts';
import { answeredLogin, loginSteps, type LoginAnswers } from './flow/sshLogin.ts';
import { machineOf } from './flow/sshPlaces.ts';
import { chooseSshTarget } from './flow/sshTarget.ts';
import { machineStep, type Target } from './flow/target.ts';

/** Opens a terminal with ssh to one of a machine's addresses. */
export const openSsh: Handler = async (context, row) => {
  const target = await chooseSshTarget(context, l10n.t('Open SSH Terminal'), row);
  if (!target) return;
  const { machine, address, login } = target;
  openSshTerminal(plain(machine.data.name), sshArguments(address, login));
};

/** Opens a window of VS Code on the machine, by the extension Remote-SSH. */
export const openRemoteSsh: Handler = async (context, row) => {
  if (!hasRemoteSsh()) {
    const [microsofts, open] = remoteSshExtensions;
    throw new NotNow(
      l10n.t(
        'Install the extension Remote - SSH ({0}), or Open Remote - SSH ({1}), first.',
        microsofts,
        open,
      ),
      'log',
    );
  }
  const target = await chooseSshTarget(context, l10n.t('Open in Remote-SSH'), row);
  if (target) await openRemoteWindow(remoteAuthority(target.address, target.login));
};

/** Asks for the user and the port with which a machine is reached from now on. */
export const setSshLogin: Handler = async (context, row) => {
  const target: Pick<Target, 'machine'> = { machine: machineOf(nodeOf(context, row)) };
  const answers: LoginAnswers = {};
  const done = await runSteps([
    machineStep(l10n.t('Set SSH User and Port'), context, target, 'read'),
    ...loginSteps(
      answers,
      context.logins,
      () => target.machine,
      () => true,
    ),
  ]);
  if (!done || !target.machine) return;
  const { id, name } = target.machine.data;
  await context.logins.remember(id, answeredLogin(answers));
  context.messages.done(l10n.t('SSH user and port of {0} are remembered', plain(name)));
};
