import { callbackBody, type CallbackSender, type CallbackWord } from './callback-sender.ts';
import { forgedCallback } from './forged-callback.ts';
import type { Payment } from './payment.ts';
import type { CallbackFault } from '../scenario/script.ts';
import type { AdjustableClock } from '../clock/adjustable-clock.ts';

const LATE_MS = 10_000;
const EARLY_MS = 2_000;
const FORGED_AFTER_MS = 1_000;

/** Announces payments to the shop, as truly as the scenario lets it. */
export class PaymentNotifier {
  readonly #clock: AdjustableClock;
  readonly #callbacks: CallbackSender;

  constructor(clock: AdjustableClock, callbacks: CallbackSender) {
    this.#clock = clock;
    this.#callbacks = callbacks;
  }

  /** @returns by how many milliseconds the news is early: the books must change only after them. */
  notify(payment: Payment, word: CallbackWord): number {
    const fault = payment.origin.run.callback();
    const late = timeOf(fault, 'late', LATE_MS);
    if (late !== null) {
      this.#clock.at(this.#clock.now() + late, () => this.#callbacks.send(callbackBody(payment, word)));
      return 0;
    }
    for (const body of bodiesUnder(fault, payment, word)) this.#callbacks.send(body);
    return timeOf(fault, 'early', EARLY_MS) ?? 0;
  }

  /** What the scenario makes up about a payment that was just created. */
  forge(payment: Payment): void {
    const forgery = payment.origin.run.forgery();
    if (forgery === 'none') return;
    const send = () => this.#callbacks.send(forgedCallback(payment, forgery, 'success'));
    this.#clock.at(this.#clock.now() + FORGED_AFTER_MS, send);
  }
}

function bodiesUnder(fault: CallbackFault, payment: Payment, word: CallbackWord) {
  if (typeof fault === 'object') return [callbackBody(payment, word)];
  switch (fault) {
    case 'lost':
      return [];
    case 'doubled':
      return [callbackBody(payment, word), callbackBody(payment, word)];
    case 'forged-uuid':
      return [forgedCallback(payment, 'uuid', word)];
    case 'forged-amount':
      return [forgedCallback(payment, 'amount', word)];
    case 'forged-id':
      return [forgedCallback(payment, 'id', word)];
    case 'forged-word':
      return [callbackBody(payment, word === 'success' ? 'cancel' : 'success')];
    case 'ok':
    case 'late':
    case 'early':
      return [callbackBody(payment, word)];
  }
}

function timeOf(fault: CallbackFault, name: 'late' | 'early', usual: number): number | null {
  if (fault === name) return usual;
  if (typeof fault !== 'object') return null;
  if (name === 'late') return 'late' in fault ? fault.late : null;
  return 'early' in fault ? fault.early : null;
}
