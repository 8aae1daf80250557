import { l10n } from 'vscode';
import type { AllocatedAddress } from '../inventory/allocated.ts';
import { same } from '../inventory/same.ts';
import type { IpAddress, IpAddressChanges } from '../inventory/types.ts';
import { plain } from '../platform/plain.ts';
import { pick, type Memory } from '../platform/quickPick.ts';
import { runSteps, type Step } from '../platform/steps.ts';
import { askText } from '../platform/textInput.ts';
import { openSessions, type CommandContext, type Handler } from './context.ts';
import { chooseAddress } from './flow/anyAddress.ts';
import { hostNameComplaint, labelComplaint } from './flow/complaints.ts';
import { tellSettled } from './flow/settled.ts';
import { edit } from './flow/writes.ts';

/** What is to be changed of an address, as the person answers; undefined when cancelled. */
type Ask = (title: string, address: IpAddress) => Promise<IpAddressChanges | undefined>;

/** Changes the label of a VIP; an address that is none becomes one, for Katapult keeps labels of VIPs alone. */
export const setLabel: Handler = (context, row) =>
  change(context, row, l10n.t('Set Label'), (title, address) => askForLabel(title, address));

/** Makes an address a VIP, with a label, or no VIP. */
export const setVip: Handler = (context, row) => change(context, row, l10n.t('Set VIP'), askForVip);

/** Changes the reverse DNS of an address. */
export const setReverseDns: Handler = (context, row) =>
  change(context, row, l10n.t('Set Reverse DNS'), askForReverseDns);

async function change(context: CommandContext, row: unknown, title: string, ask: Ask): Promise<void> {
  openSessions(context, 'addresses');
  const chosen = await chooseAddress(context, row, { title, empty: l10n.t('There are no addresses') });
  if (chosen) await changeOf(context, chosen, title, ask);
}

async function changeOf(
  context: CommandContext,
  chosen: AllocatedAddress,
  title: string,
  ask: Ask,
): Promise<void> {
  const { address } = chosen;
  const changes = await ask(l10n.t('{0}: {1}', title, plain(address.address)), address);
  if (!changes || isSo(address, changes)) return;
  const again = () => changeOf(context, chosen, title, ask);
  await tellSettled(context, { ...edit(context, chosen, changes), again });
}

function isSo(address: IpAddress, changes: IpAddressChanges): boolean {
  return same({ ...address, ...changes }, address);
}

async function askForLabel(title: string, { label, vip }: IpAddress): Promise<IpAddressChanges | undefined> {
  const answer = await askText({
    title,
    prompt: vip
      ? l10n.t('The label of the VIP. To have none, make the address no VIP.')
      : l10n.t('Katapult keeps labels of VIPs alone: with a label, this address becomes a VIP.'),
    value: label ?? '',
    complaint: labelComplaint,
  });
  return 'value' in answer ? { vip: true, label: answer.value } : undefined;
}

async function askForReverseDns(
  title: string,
  { reverseDns }: IpAddress,
): Promise<IpAddressChanges | undefined> {
  const answer = await askText({
    title,
    prompt: l10n.t('The host name to which the address resolves. Allocating and unallocating set it back.'),
    value: reverseDns ?? '',
    complaint: hostNameComplaint,
  });
  return 'value' in answer ? { reverseDns: answer.value } : undefined;
}

async function askForVip(title: string, address: IpAddress): Promise<IpAddressChanges | undefined> {
  let changes: IpAddressChanges = {};
  const went = await runSteps([
    vipStep(title, address, (vip) => (changes = vip ? { vip, label: changes.label } : { vip })),
    async (place) => {
      if (!changes.vip) return 'skip';
      const value = changes.label ?? address.label ?? '';
      const prompt = l10n.t('A VIP needs a label.');
      const answer = await askText({ title, prompt, place, value, complaint: labelComplaint });
      if (!('value' in answer)) return answer.kind === 'back' ? 'back' : 'cancel';
      changes = { vip: true, label: answer.value };
      return 'next';
    },
  ]);
  return went ? changes : undefined;
}

function vipStep(title: string, { vip, label }: IpAddress, choose: (vip: boolean) => void): Step {
  const memory: Memory = { key: String(vip ?? false) };
  const loses = label === undefined ? '' : l10n.t('Its label is cleared: {0}', label);
  const now = l10n.t('as it is now');
  const choices = [
    { value: true, key: 'true', label: l10n.t('VIP'), ...(vip && { description: now }) },
    { value: false, key: 'false', label: l10n.t('No VIP'), detail: loses, ...(!vip && { description: now }) },
  ];
  return async (place) => {
    const picked = await pick({
      title,
      placeholder: l10n.t('Is it a virtual IP address, which can go from machine to machine?'),
      place,
      memory,
      load: () => Promise.resolve(choices),
      empty: '',
    });
    if (!('value' in picked)) return picked.kind;
    choose(picked.value);
    return 'next';
  };
}
