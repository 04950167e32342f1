import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Redact } from '../runtime/redaction.ts';
import { finishesWithin } from '../runtime/timeout.ts';
import type { World } from '../runtime/world.ts';
import type { AlertHandler, TroubleAlert } from './alert.ts';

/** The handler of a shop without `onAlert`: writes to the log. */
export const logAlert: AlertHandler = (alert) => {
  console.error('kvit:', JSON.stringify(alert));
};

/** How long a buyer or the sweep waits for the merchant's handler, in ms. */
const TIMEOUT_MS = 10_000;

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

  /** Calls the handler, without the shop's secrets in the message. Never throws. */
  async raise(alert: TroubleAlert): Promise<void> {
    const told = this.#tell({ ...alert, message: this.#redact(alert.message) });
    try {
      await finishesWithin(TIMEOUT_MS, told, this.#sleep);
    } catch {
      // there is no other way to reach the merchant
    }
  }

  /** Reports an answer of the gateway, with the fields it names. Never throws. */
  async raiseAnswer(
    kind: 'gateway_refused' | 'gateway_bad_answer',
    { message, errors }: KvitError,
    order: string | null,
  ): Promise<void> {
    const details = errors.map((error) => `${error.field}: ${error.message}`);
    await this.raise({ kind, message: [message, ...details].join('\n'), order });
  }

  /** Reports an unexpected exception. Never throws. */
  async report(error: unknown, order: string | null = null): Promise<void> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    await this.raise({ kind: 'failure', message: `${name}: ${message}`, order });
  }

  /** An async method of its own, so that an error thrown by the handler is a rejection too. */
  async #tell(alert: TroubleAlert): Promise<void> {
    await this.#handler(alert);
  }
}
