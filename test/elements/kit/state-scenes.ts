import type { KvitErrorCode, StateName } from '../../../src/index.ts';
import { ElementSigner, Later, payment, receipts, refusal } from './element-signer.ts';
import { passTime } from './page.ts';
import { remember } from './remember.ts';
import { receipt } from './sample.ts';
import { checkout, nextState, type Scene } from './scene.ts';

type Checkout = Scene<'kvit-checkout'>;

/** Longer than any deadline. Milliseconds. */
const AN_HOUR = 3_600_000;

/** A checkout that resumes a payment with this status. */
async function back(state: StateName, gatewayStatus: unknown, receiptAnswer: unknown = refusal('not_found')) {
  remember();
  const scene = await checkout(new ElementSigner().pays(payment(gatewayStatus)).receipts(receiptAnswer));
  await nextState(scene.element, state);
  return scene;
}

async function pressed(state: StateName, answer?: unknown): Promise<Checkout> {
  const signer = new ElementSigner();
  const scene = await checkout(answer === undefined ? signer : signer.creates(answer));
  void scene.element.pay();
  await nextState(scene.element, state);
  return scene;
}

/** An answer that arrives after every deadline, so that no further request follows. */
const late = (answer: unknown) => (): unknown => {
  passTime(AN_HOUR);
  if (answer instanceof Error) throw answer;
  return answer;
};

/** A checkout in each state. None of them waits. */
export const STATE_SCENES: Readonly<Record<Exclude<StateName, 'error'>, () => Promise<Checkout>>> = {
  idle: () => checkout(),
  submitting: () => pressed('submitting', new Later().answer),
  redirecting: () => pressed('redirecting'),
  away: () => back('away', 0),
  checking: () => back('checking', 1),
  held: () => back('held', 5),
  paid: () => back('paid', 3),
  receipt: () => back('receipt', 3, receipts(receipt)),
  cancelled: () => back('cancelled', 2),
  failed: () => back('failed', 4),
  async unresolved() {
    remember();
    const scene = await checkout(new ElementSigner().pays(late(payment(1))));
    await nextState(scene.element, 'unresolved');
    return scene;
  },
};

/** A checkout whose payment is paid and whose receipt is late. */
export async function paidWithoutReceipt(): Promise<Checkout> {
  remember();
  const scene = await checkout(new ElementSigner().pays(payment(3)).receipts(late(refusal('not_found'))));
  await nextState(scene.element, 'paid');
  return scene;
}

/** A checkout in each error. */
export const ERROR_SCENES: Readonly<Record<KvitErrorCode, () => Promise<Checkout>>> = {
  bad_order: () => pressed('error', refusal('bad_order')),
  async misconfigured() {
    const scene = await checkout(undefined, { signer: '' });
    await nextState(scene.element, 'error');
    return scene;
  },
  async signer_forbidden() {
    const scene = await checkout(undefined, { signer: 'https://evil.example/kvit' });
    await nextState(scene.element, 'error');
    return scene;
  },
  pay_host_forbidden: () => pressed('error', { id: 'p1', paymentUrl: 'https://urlpay.io.evil.example/pay' }),
  network: () => pressed('error', new Error('offline')),
  bad_answer: () => pressed('error', { id: 'p1' }),
  price_changed: () => pressed('error', refusal('price_changed', { order: 'none' })),
  already_paid: () => pressed('error', refusal('already_paid')),
  refused: () => pressed('error', refusal('refused')),
  gateway_unknown: () => pressed('error', refusal('gateway_unknown')),
  gateway_refused: () => pressed('error', refusal('gateway_refused')),
  in_progress: () => pressed('error', refusal('in_progress')),
  async payment_mismatch() {
    remember();
    const scene = await checkout(new ElementSigner().pays(refusal('payment_mismatch')));
    await nextState(scene.element, 'error');
    return scene;
  },
  not_found: () => pressed('error', refusal('not_found')),
};
