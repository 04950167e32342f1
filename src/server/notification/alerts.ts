import { finishesWithin } from '../runtime/timeout.ts';
import type { AlertHandler, TroubleAlert } from './alert.ts';
import type { Redact } from '../runtime/redaction.ts';
import type { World } from '../runtime/world.ts';

/** Without a handler alerts go to the log, where somebody may see them. */
export const logAlert: AlertHandler = (alert) => {
  console.error('kvit:', JSON.stringify(alert));
};

/** How long a buyer or the sweep waits until the merchant has heard, in ms. */
const PATIENCE_MS = 10_000;

/** Tells the merchant of trouble. A handler that fails or hangs never makes the trouble worse. */
export class Alerts {
  readonly #handler: AlertHandler;
  readonly #redact: Redact;
  readonly #sleep: World['sleep'];

  constructor(handler: AlertHandler, redact: Redact, sleep: World['sleep']) {
    this.#handler = handler;
    this.#redact = redact;
    this.#sleep = sleep;
  }

  async raise(alert: TroubleAlert): Promise<void> {
    try {
      await finishesWithin(
        PATIENCE_MS,
        this.#told({ ...alert, message: this.#redact(alert.message) }),
        this.#sleep,
      );
    } catch {
      // there is nobody left to tell
    }
  }

  /** Apart, so that what a handler throws at once is a rejection too. */
  async #told(alert: TroubleAlert): Promise<void> {
    await this.#handler(alert);
  }

  /** Reports an exception that nobody expected. */
  async report(error: unknown, order: string | null = null): Promise<void> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    await this.raise({ kind: 'failure', message: `${name}: ${message}`, order });
  }
}
