import { l10n, window } from 'vscode';
import type { OrganizationNode } from '../inventory/nodes.ts';
import type { AvailableNetwork, IpVersion, NewIpAddress } from '../inventory/types.ts';
import { plain } from '../platform/plain.ts';
import { pick, type Memory } from '../platform/quickPick.ts';
import { runSteps, type Step } from '../platform/steps.ts';
import { askText } from '../platform/textInput.ts';
import { openSessions, sessionOf, type CommandContext } from './context.ts';
import { loadedOrganizations, versionName, whereabouts } from './flow/choices.ts';
import { labelComplaint } from './flow/complaints.ts';
import { organizationOf } from './flow/rows.ts';
import { tellSettled } from './flow/settled.ts';
import { versionStep } from './flow/versions.ts';

/** The new address, as it is described step by step. */
interface Draft {
  organization: OrganizationNode | undefined;
  network?: AvailableNetwork;
  version?: IpVersion;
  vip?: boolean;
  label?: string;
}

/** Adds an address to an organization, allocated to nothing, after asking: it may be billed. */
export async function createIpAddress(context: CommandContext, row?: unknown): Promise<void> {
  openSessions(context, 'addresses');
  const title = l10n.t('Create IP Address');
  const draft: Draft = { organization: organizationOf(row) };
  const went = await runSteps([
    organizationStep(title, context, draft),
    networkStep(title, context, draft),
    versionStep(title, (version) => (draft.version = version)),
    vipStep(title, draft),
    labelStep(title, draft),
  ]);
  const { organization, network, version, vip = false, label } = draft;
  if (!went || !organization || !network || !version) return;
  const wanted = { networkId: network.id, version, vip, ...(vip && { label }) };
  if (await confirmed(organization, network, wanted)) await create(context, organization, wanted);
}

async function create(
  context: CommandContext,
  organization: OrganizationNode,
  wanted: NewIpAddress,
): Promise<void> {
  const { account, operations } = sessionOf(context, organization, 'addresses');
  const names = [versionName(wanted.version), plain(organization.data.name)] as const;
  await tellSettled(context, {
    account,
    words: {
      running: l10n.t('Adding a new {0} address to {1}…', ...names),
      failed: l10n.t('Could not add a new {0} address to {1}.', ...names),
      unknown: l10n.t('It is not known whether a new {0} address was added to {1}.', ...names),
      done: l10n.t('Added a new {0} address to {1}', ...names),
    },
    run: () => operations.create(organization, wanted),
    again: () => createIpAddress(context, organization),
  });
}

function organizationStep(title: string, context: CommandContext, draft: Draft): Step {
  const memory: Memory = {};
  const given = draft.organization;
  return async (place) => {
    if (given) return 'skip';
    const sessions = openSessions(context, 'addresses');
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the organization'),
      place,
      memory,
      skipSingle: true,
      load: async () =>
        (await loadedOrganizations(sessions)).map(({ account, organization }) => ({
          value: organization,
          key: organization.id,
          label: whereabouts(sessions, account, organization),
        })),
      empty: l10n.t('There are no organizations'),
    });
    if (!('value' in picked)) return picked.kind;
    draft.organization = picked.value;
    return picked.kind === 'only' ? 'skip' : 'next';
  };
}

function networkStep(title: string, context: CommandContext, draft: Draft): Step {
  const memory: Memory = {};
  return async (place) => {
    const { organization } = draft;
    if (!organization) return 'skip';
    const picked = await pick({
      title,
      placeholder: l10n.t('Choose the network of the new address'),
      place,
      memory,
      load: async () =>
        networkChoices(await sessionOf(context, organization).inventory.availableNetworks(organization)),
      empty: l10n.t('There are no networks'),
    });
    if (!('value' in picked)) return picked.kind;
    draft.network = picked.value;
    return 'next';
  };
}

function networkChoices(networks: readonly AvailableNetwork[]) {
  // Where each is the default of its own data center, that helps nobody to choose.
  const tells = networks.some(({ isDefault }) => !isDefault);
  return networks.map((network) => ({
    value: network,
    key: network.id,
    label: network.name,
    description: network.dataCenter?.name,
    detail: tells && network.isDefault ? l10n.t('default of its data center') : undefined,
  }));
}

function vipStep(title: string, draft: Draft): Step {
  const memory: Memory = {};
  const choices = [
    { value: false, key: 'false', label: l10n.t('An ordinary address') },
    {
      value: true,
      key: 'true',
      label: l10n.t('A VIP'),
      detail: l10n.t('A virtual IP address, with a label'),
    },
  ];
  return async (place) => {
    const placeholder = l10n.t('Choose what kind of address it is');
    const load = () => Promise.resolve(choices);
    const picked = await pick({ title, placeholder, place, memory, load, empty: '' });
    if (!('value' in picked)) return picked.kind;
    draft.vip = picked.value;
    return 'next';
  };
}

function labelStep(title: string, draft: Draft): Step {
  return async (place) => {
    if (!draft.vip) return 'skip';
    const prompt = l10n.t('The label of the VIP');
    const answer = await askText({
      title,
      prompt,
      place,
      value: draft.label ?? '',
      complaint: labelComplaint,
    });
    if (!('value' in answer)) return answer.kind === 'back' ? 'back' : 'cancel';
    draft.label = answer.value;
    return 'next';
  };
}

async function confirmed(
  organization: OrganizationNode,
  network: AvailableNetwork,
  { version, vip, label }: NewIpAddress,
): Promise<boolean> {
  const add = l10n.t('Add');
  const chosen = await window.showWarningMessage(
    l10n.t('Add a new {0} address to {1}?', versionName(version), plain(organization.data.name)),
    {
      modal: true,
      detail: [
        l10n.t('The organization may be billed for it.'),
        l10n.t('Network: {0}', plain(network.name)),
        vip ? l10n.t('It is a VIP: {0}', plain(label ?? '')) : '',
      ]
        .filter(Boolean)
        .join('\n'),
    },
    add,
  );
  return chosen === add;
}
