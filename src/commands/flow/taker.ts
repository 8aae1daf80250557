import { l10n } from 'vscode';
import type { InterfaceNode, MachineNode, OrganizationNode } from '../../inventory/nodes.ts';
import type { IpAddress } from '../../inventory/types.ts';
import { plain } from '../../platform/plain.ts';
import { pick, type Choice, type Memory } from '../../platform/quickPick.ts';
import type { Step } from '../../platform/steps.ts';
import { sessionOf, type CommandContext } from '../context.ts';
import { interfaceChoice, interfacesOf, machineChoices } from './choices.ts';
import { networkOfText, networkText } from './networks.ts';

/** Addresses of one organization, and the network interface that is to take them, as it is chosen. */
export interface Taking {
  organization?: OrganizationNode;
  addresses: readonly IpAddress[];
  machine?: MachineNode | undefined;
  taker?: InterfaceNode | undefined;
}

/** Asks for the machine, unless it is known. */
export function takingMachineStep(title: string, context: CommandContext, taking: Taking): Step {
  const memory: Memory = {};
  const given = taking.machine;
  return async (place) => {
    const { organization } = taking;
    if (given || !organization) return 'skip';
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the virtual machine that is to have it'),
      place,
      memory,
      load: () =>
        machineChoices([sessionOf(context, organization)], { only: (each) => each === organization }),
      empty: l10n.t('There are no virtual machines'),
    });
    if (!('value' in picked)) return picked.kind;
    taking.machine = picked.value;
    return 'next';
  };
}

/** An interface, and why it takes none of the addresses, if so. */
interface Candidate {
  readonly node: InterfaceNode;
  readonly why?: string | undefined;
}

/** Asks for the network interface, unless it is known or only one can take the addresses. Says of others why not. */
export function takerStep(title: string, context: CommandContext, taking: Taking): Step {
  const memory: Memory = {};
  const given = taking.taker;
  return async (place) => {
    const { machine } = taking;
    if (given || !machine) return 'skip';
    let placeholder = l10n.t('Choose the network interface of {0}', plain(machine.data.name));
    for (;;) {
      const picked = await pick<Candidate>({
        title,
        placeholder,
        place,
        memory,
        skipSingle: true,
        load: () => candidates(context, machine, taking),
        empty: l10n.t('This virtual machine has no network interfaces'),
      });
      if (!('value' in picked)) return picked.kind;
      const { node, why } = picked.value;
      taking.taker = node;
      if (why === undefined) return picked.kind === 'only' ? 'skip' : 'next';
      placeholder = why;
    }
  };
}

async function candidates(
  context: CommandContext,
  machine: MachineNode,
  taking: Taking,
): Promise<Choice<Candidate>[]> {
  const [interfaces, addresses] = await Promise.all([
    interfacesOf(context, machine),
    withNetworks(context, taking),
  ]);
  const all = interfaces.map((node) => ({ node, why: whyNot(node, addresses) }));
  const able = all.filter(({ why }) => why === undefined);
  const unable = all.filter(({ why }) => why !== undefined);
  if (able.length === 1) return able.map(choice);
  return [
    ...able.map(choice),
    ...(unable.length ? [{ separator: l10n.t('Can’t take it') }, ...unable.map(choice)] : []),
  ];
}

/** The organization's list does not tell networks. */
function withNetworks(
  context: CommandContext,
  { organization, addresses }: Taking,
): Promise<readonly IpAddress[]> {
  if (!organization) return Promise.resolve(addresses);
  const { inventory } = sessionOf(context, organization);
  return Promise.all(addresses.map(async (each) => (each.network ? each : inventory.readAddress(each.id))));
}

/** Why an interface takes none of the addresses; one whose network is not told may take any. */
function whyNot(node: InterfaceNode, addresses: readonly IpAddress[]): string | undefined {
  const { data } = node;
  const own = data.network ?? data.virtualNetwork;
  if (!own || addresses.some(({ network }) => !network || network.id === own.id)) return undefined;
  const others = [...new Set(addresses.map(({ network }) => networkText(network)))].join(', ');
  return l10n.t('{0} is in the network {1}, not in {2}.', plain(data.name), networkOfText(node), others);
}

function choice(candidate: Candidate): Choice<Candidate> {
  const { node, why } = candidate;
  const shown = { ...interfaceChoice(node), value: candidate };
  return why === undefined ? shown : { ...shown, detail: why, icon: 'circle-slash' };
}
