import type { AccountSession } from './session.ts';

/** An account as a row, once there are several. It stays the same while its session is replaced. */
export class AccountNode {
  readonly kind = 'account';
  readonly parent = undefined;
  readonly id: string;
  session: AccountSession;

  constructor(session: AccountSession) {
    this.id = session.account.id;
    this.session = session;
  }
}
