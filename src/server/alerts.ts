import type { Alert, TroubleAlert } from './event.ts';
import type { Redact } from './redaction.ts';

export type AlertHandler = (alert: Alert) => void | Promise<void>;

/** Without a handler alerts go to the log, where somebody may see them. */
export const logAlert: AlertHandler = (alert) => {
  console.error('kvit:', JSON.stringify(alert));
};

/** Tells the merchant of trouble. A handler that fails never makes the trouble worse. */
export class Alerts {
  readonly #handler: AlertHandler;
  readonly #redact: Redact;

  constructor(handler: AlertHandler, redact: Redact) {
    this.#handler = handler;
    this.#redact = redact;
  }

  async raise(alert: TroubleAlert): Promise<void> {
    try {
      await this.#handler({ ...alert, message: this.#redact(alert.message) });
    } catch {
      // there is nobody left to tell
    }
  }

  /** Reports an exception that nobody expected. */
  async report(error: unknown, order: string | null = null): Promise<void> {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    await this.raise({ kind: 'failure', message: `${name}: ${message}`, order });
  }
}
