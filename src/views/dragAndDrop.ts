import type { DataTransfer, TreeDragAndDropController } from 'vscode';
import type { Accounts } from '../accounts/accounts.ts';
import { views } from '../manifest.ts';
import { addressesType, putAddresses, textType, typeOfView } from './dragAndDropData.ts';
import type { PoolRow, Row } from './rows.ts';

/** Addresses go out of the tree of machines, and come onto its machines, interfaces and addresses. */
export class MachinesDragAndDrop implements TreeDragAndDropController<Row> {
  readonly dragMimeTypes = [addressesType, textType];
  readonly dropMimeTypes = [addressesType, textType, typeOfView(views.unallocatedAddresses)];
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  handleDrag(rows: readonly Row[], transfer: DataTransfer): void {
    putAddresses(
      transfer,
      rows.filter((row) => row.kind === 'address'),
    );
  }

  /** Moves what was dropped, after the same question that the command asks. */
  async handleDrop(row: Row | undefined, transfer: DataTransfer): Promise<void> {
    const { dropOnRow } = await import('./onDemand.ts');
    await dropOnRow(this.#accounts, row, transfer);
  }
}

/** Addresses go out of the view of unallocated ones; what comes there is unallocated. */
export class PoolDragAndDrop implements TreeDragAndDropController<PoolRow> {
  readonly dragMimeTypes = [addressesType, textType];
  readonly dropMimeTypes = [addressesType, typeOfView(views.virtualMachines)];
  readonly #accounts: Accounts;

  constructor(accounts: Accounts) {
    this.#accounts = accounts;
  }

  handleDrag(rows: readonly PoolRow[], transfer: DataTransfer): void {
    putAddresses(
      transfer,
      rows.filter((row) => row.kind === 'poolAddress'),
    );
  }

  /** Unallocates what was dropped, wherever in the view, after the same question that the command asks. */
  async handleDrop(_: PoolRow | undefined, transfer: DataTransfer): Promise<void> {
    const { dropOnPool } = await import('./onDemand.ts');
    await dropOnPool(this.#accounts, transfer);
  }
}
