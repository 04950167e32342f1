import type { SafeStorage } from './safe-storage.ts';
import { OPEN_DIALOG } from './storage-keys.ts';

/**
 * The order whose checkout dialog is open in this tab. A buyer who comes back from the bank, or reloads the page, finds it open:
 *
 *     const dialog = new OpenDialog(new SafeStorage(() => sessionStorage));
 *     dialog.opened(uuid);     // when the dialog opens
 *     dialog.closed(uuid);     // when it closes
 *     dialog.isOpen(uuid)      // when a button gets its uuid
 */
export class OpenDialog {
  readonly #storage: SafeStorage;

  constructor(storage: SafeStorage) {
    this.#storage = storage;
  }

  isOpen(uuid: string): boolean {
    return this.#storage.readText(OPEN_DIALOG) === uuid;
  }

  opened(uuid: string): void {
    this.#storage.write(OPEN_DIALOG, uuid);
  }

  /** Does nothing when another order's dialog has opened since. */
  closed(uuid: string): void {
    if (this.isOpen(uuid)) this.#storage.remove(OPEN_DIALOG);
  }
}
