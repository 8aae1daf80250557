import { l10n } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { refusalOf, type Deed, type Refusal } from '../accounts/deeds.ts';
import type { Account, OpenSession } from '../accounts/session.ts';
import type { Activities } from '../inventory/activities/activities.ts';
import type { Node, OrganizationNode } from '../inventory/nodes.ts';
import type { Arrangements } from '../platform/arrangements.ts';
import { NotNow } from '../platform/notNow.ts';
import type { Log } from '../platform/log.ts';
import type { Messages } from '../platform/messages.ts';
import { plain } from '../platform/plain.ts';
import type { SshLogins } from '../platform/sshLogins.ts';

/** What commands work with. */
export interface CommandContext {
  readonly accounts: Accounts;
  /** What was done in this window. */
  readonly activities: Activities;
  readonly log: Log;
  readonly messages: Messages;
  /** How machines are to be seen. */
  readonly arrangements: Arrangements;
  /** The tree, as far as commands need it. */
  readonly tree: {
    readonly selection: readonly unknown[];
    /** Whether a selected row is of a kind that has a capability, whatever its account forbids. */
    can(row: unknown, capability: string): boolean;
    /** @returns false when the filter hides it */
    reveal(node: Node, options?: { readonly focus?: boolean }): Promise<boolean>;
  };
  /** The view of unallocated addresses, as far as commands need it. */
  readonly pool: {
    retry(organization?: OrganizationNode): Promise<void>;
    /** @returns false when it has no such address */
    reveal(organization: OrganizationNode, addressId: string): Promise<boolean>;
  };
  /** The pages that tell everything about a node. */
  readonly details: {
    showJson(node: Node): Promise<void>;
    showProperties(node: Node): Promise<void>;
  };
  readonly logins: SshLogins;
}

/**
 * A command's work. VS Code hands over the row it was called on, the palette nothing.
 * @param rows every selected row, when it was called on one of several.
 */
export type Handler = (
  context: CommandContext,
  argument?: unknown,
  rows?: readonly unknown[],
) => Promise<void>;

/** The sessions in which Katapult can be asked, and by which the deed may be done. @throws NotNow when there is none */
export function openSessions({ accounts }: CommandContext, deed: Deed = 'read'): readonly OpenSession[] {
  const { open, session } = accounts;
  if (open.length === 0) {
    throw new NotNow(
      session.kind === 'refused'
        ? l10n.t('Katapult does not accept the stored token any more. Sign in again first.')
        : l10n.t('Sign in to Katapult first, or open the demo account.'),
      'signIn',
    );
  }
  const allowed = open.filter(({ account }) => refusalOf(account, deed) === undefined);
  const [first] = open;
  if (first && allowed.length === 0) requireAllowed(first, deed);
  return allowed;
}

/**
 * The session of a node. For a write it is to be asked for when the person has answered everything: another window
 * may have signed out or changed the account meanwhile. A row stays in sight for a moment after its account was left;
 * it is refused and not taken for the palette's call, which would have the person choose in another account.
 * @throws NotNow when the node's account is not open, or forbids the deed
 */
export function sessionOf({ accounts }: CommandContext, node: Node, deed: Deed = 'read'): OpenSession {
  const session = accounts.sessionOf(node);
  if (!session) {
    throw new NotNow(l10n.t('This is not part of an account that is open now. Nothing was done.'), 'log');
  }
  requireAllowed(session, deed);
  return session;
}

function requireAllowed({ account }: OpenSession, deed: Deed): void {
  const refusal = refusalOf(account, deed);
  if (refusal) throw new NotNow(wordsOf(refusal, account), refusal.kind === 'scope' ? 'signIn' : 'log');
}

/** Why an account does not allow something, and what to do. */
export function wordsOf(refusal: Refusal, { name }: Account): string {
  return refusal.kind === 'readOnly'
    ? l10n.t('The account {0} is marked as read-only. Nothing was done.', plain(name))
    : l10n.t(
        'The token of the account {0} lacks the scope {1}. Nothing was done. Sign in with a token that has it.',
        plain(name),
        refusal.scope,
      );
}
