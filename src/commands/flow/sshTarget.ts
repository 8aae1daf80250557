import { l10n } from 'vscode';
import type { MachineNode } from '../../inventory/nodes.ts';
import type { SshLogin } from '../../inventory/ssh/login.ts';
import type { IpAddress } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';
import { pick, type Choice, type Memory } from '../../platform/quickPick.ts';
import { runSteps, type Step } from '../../platform/steps.ts';
import type { CommandContext } from '../context.ts';
import { nodeOf } from './row.ts';
import { answeredLogin, loginSteps, type LoginAnswers } from './sshLogin.ts';
import { machineOf, noAddress, reachOf } from './sshPlaces.ts';
import { machineStep } from './target.ts';

/** Where to open an SSH connection. */
export interface SshTarget {
  readonly machine: MachineNode;
  readonly address: string;
  readonly login: SshLogin;
}

interface Choosing {
  machine?: MachineNode | undefined;
  address?: string;
  readonly answers: LoginAnswers;
}

/**
 * The machine, the address and the login of an SSH connection: what the row does not tell is asked for, the login
 * once for each machine. Undefined when cancelled.
 * @throws NotNow when the machine has no address
 */
export async function chooseSshTarget(
  context: CommandContext,
  title: string,
  row: unknown,
): Promise<SshTarget | undefined> {
  const node = nodeOf(context, row);
  const choosing: Choosing = { machine: machineOf(node), answers: {} };
  const [given] = node ? reachOf([node]) : [];
  const { logins } = context;
  const done = await runSteps([
    machineStep(title, context, choosing, 'read'),
    addressStep(title, choosing, given?.addresses),
    ...loginSteps(
      choosing.answers,
      logins,
      () => choosing.machine,
      ({ data }) => !logins.of(data.id),
    ),
  ]);
  const { machine, address } = choosing;
  if (!done || !machine || address === undefined) return undefined;
  const login = logins.of(machine.data.id) ?? answeredLogin(choosing.answers);
  await logins.remember(machine.data.id, login);
  return { machine, address, login };
}

/** @param given the addresses that the row stands for; without a row, the machine's. */
function addressStep(title: string, choosing: Choosing, given: readonly IpAddress[] | undefined): Step {
  const memory: Memory = {};
  return async (place) => {
    const { machine } = choosing;
    if (!machine) return 'skip';
    const addresses = given ?? reachOf([machine]).flatMap((reach) => reach.addresses);
    if (addresses.length === 0) throw noAddress([machine]);
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the address of {0}', plain(machine.data.name)),
      place,
      memory,
      skipSingle: true,
      load: () => Promise.resolve(addresses.map(choice)),
      empty: '',
    });
    if (!('value' in picked)) return picked.kind;
    choosing.address = picked.value;
    return picked.kind === 'only' ? 'skip' : 'next';
  };
}

function choice({ id, address, label, reverseDns, network }: IpAddress): Choice<string> {
  const description = [label, reverseDns].filter(Boolean).join(' · ');
  return { value: address, key: id, label: address, description, detail: network?.name };
}
