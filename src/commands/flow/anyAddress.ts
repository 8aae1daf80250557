import { l10n } from 'vscode';
import { located, type AllocatedAddress } from '../../inventory/allocated.ts';
import { byAddress } from '../../inventory/order.ts';
import { pick, type Choice } from '../../platform/quickPick.ts';
import { openSessions, sessionOf, type CommandContext } from '../context.ts';
import { loadedOrganizations } from './choices.ts';
import { addressOf } from './rows.ts';

export interface AddressQuestion {
  readonly title: string;
  /** Which addresses can be chosen; all unless told. */
  readonly only?: (address: AllocatedAddress['address']) => boolean;
  readonly empty: string;
}

/**
 * The address that a row stands for, in whichever view; from the palette, one that is chosen among all, allocated or
 * not. It is read anew, for lists leave out its label, and what is about to be changed has to be true.
 * @throws NotNow when the row is of no account that is open; RequestError when it can't be read
 */
export async function chooseAddress(
  context: CommandContext,
  row: unknown,
  question: AddressQuestion,
): Promise<AllocatedAddress | undefined> {
  const chosen = addressOf(context, row) ?? (await askForAddress(context, question));
  return chosen && readAnew(context, chosen);
}

/** An address as it is now. @throws RequestError */
export async function readAnew(
  context: CommandContext,
  { organization, address }: AllocatedAddress,
): Promise<AllocatedAddress> {
  const { inventory } = sessionOf(context, organization, 'addresses');
  return located(organization, await inventory.readAddress(address.id));
}

async function askForAddress(
  context: CommandContext,
  { title, only = () => true, empty }: AddressQuestion,
): Promise<AllocatedAddress | undefined> {
  const sessions = openSessions(context, 'addresses');
  const picked = await pick({
    title,
    placeholder: l10n.t('Choose the address'),
    load: async () => {
      const organizations = await loadedOrganizations(sessions);
      return organizations.flatMap(({ organization }) =>
        [...organization.addresses]
          .filter(only)
          .sort(byAddress)
          .map((address) => choiceOf(located(organization, address))),
      );
    },
    empty,
  });
  return 'value' in picked ? picked.value : undefined;
}

function choiceOf(value: AllocatedAddress): Choice<AllocatedAddress> {
  const { address, machine, organization } = value;
  return {
    value,
    key: address.id,
    label: address.address,
    description: machine?.data.name ?? address.allocation?.type ?? l10n.t('not allocated'),
    detail: [address.label, address.reverseDns, organization.data.name].filter(Boolean).join(' · '),
  };
}
