import type { AdjustableClock } from '../clock/adjustable-clock.ts';
import type { CallbackFault } from '../scenario/script.ts';
import { type CallbackJson, callbackOf, type CallbackWord } from './callback.ts';
import type { CallbackSender } from './callback-sender.ts';
import { forgedCallback } from './forged-callback.ts';
import type { Payment } from './payment.ts';

const LATE_MS = 10_000;
const EARLY_MS = 2_000;
const FORGED_AFTER_MS = 1_000;

/** Sends the callbacks about payments, with the faults of each payment's scenario. */
export class PaymentNotifier {
  readonly #clock: AdjustableClock;
  readonly #callbacks: CallbackSender;

  constructor(clock: AdjustableClock, callbacks: CallbackSender) {
    this.#clock = clock;
    this.#callbacks = callbacks;
  }

  /** @returns how many milliseconds the callback is early; the status must change only after them. */
  notify(payment: Payment, word: CallbackWord): number {
    const fault = payment.origin.run.callback();
    const late = delayOf(fault, 'late', LATE_MS);
    if (late !== null) {
      this.#clock.at(this.#clock.now() + late, () => this.#callbacks.send(callbackOf(payment, word)));
      return 0;
    }
    for (const body of callbacksUnder(fault, payment, word)) this.#callbacks.send(body);
    return delayOf(fault, 'early', EARLY_MS) ?? 0;
  }

  /** Schedules the forged callback that the scenario gives a new payment. */
  forge(payment: Payment): void {
    const forgery = payment.origin.run.forgery();
    if (forgery === 'none') return;
    const send = () => this.#callbacks.send(forgedCallback(payment, forgery, 'success'));
    this.#clock.at(this.#clock.now() + FORGED_AFTER_MS, send);
  }
}

function callbacksUnder(fault: CallbackFault, payment: Payment, word: CallbackWord): readonly CallbackJson[] {
  const truth = callbackOf(payment, word);
  if (typeof fault === 'object') return [truth];
  switch (fault) {
    case 'lost':
      return [];
    case 'doubled':
      return [truth, truth];
    case 'forged-uuid':
      return [forgedCallback(payment, 'uuid', word)];
    case 'forged-amount':
      return [forgedCallback(payment, 'amount', word)];
    case 'forged-id':
      return [forgedCallback(payment, 'id', word)];
    case 'forged-word':
      return [callbackOf(payment, word === 'success' ? 'cancel' : 'success')];
    case 'ok':
    case 'late':
    case 'early':
      return [truth];
  }
}

/** The delay of a `late` or `early` fault in milliseconds, or null for any other fault. */
function delayOf(fault: CallbackFault, name: 'late' | 'early', usual: number): number | null {
  if (fault === name) return usual;
  if (typeof fault !== 'object') return null;
  if (name === 'late') return 'late' in fault ? fault.late : null;
  return 'early' in fault ? fault.early : null;
}
