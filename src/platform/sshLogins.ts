import type { Memento } from 'vscode';
import { storedLogin, type SshLogin } from '../inventory/ssh/login.ts';

/** How a person signs in to each machine over SSH, kept on this computer. */
export class SshLogins {
  readonly #storage: Memento;

  constructor(storage: Memento) {
    this.#storage = storage;
  }

  /** Undefined when the person was never asked. @param machineId like `vm_abc` */
  of(machineId: string): SshLogin | undefined {
    return storedLogin(this.#storage.get(keyOf(machineId)));
  }

  async remember(machineId: string, { user, port }: SshLogin): Promise<void> {
    await this.#storage.update(keyOf(machineId), { user, port });
  }
}

function keyOf(machineId: string): string {
  return `sshLogin/${machineId}`;
}
