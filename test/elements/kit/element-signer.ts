import type { Claim } from '../../../src/index.ts';
import type { SignerCall } from '../../../src/signer-client/signer-api.ts';
import { created, ScriptedSigner, type Answer } from '../../session/scripted-signer.ts';
import { HANDLE, PAGE } from './sample.ts';

export { created, Later, payment, receipts, refusal } from '../../session/scripted-signer.ts';

/** The session's scripted signer. It also records claims and answers with orders. */
export class ElementSigner extends ScriptedSigner {
  readonly claims: Claim[] = [];
  /** numbers of the requested orders */
  readonly asked: string[] = [];
  #orders: Answer[] = [];

  constructor() {
    super(() => Date.now());
    this.creates(created(HANDLE, PAGE));
  }

  orders(...answers: Answer[]): this {
    this.#orders = answers;
    return this;
  }

  override createPayment(claim: Claim, call: SignerCall & { readonly key: string }): Promise<unknown> {
    this.claims.push(claim);
    return super.createPayment(claim, call);
  }

  async getOrder(uuid: string, _call: SignerCall): Promise<unknown> {
    this.asked.push(uuid);
    const answer = this.#orders.length > 1 ? this.#orders.shift() : this.#orders[0];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? (answer as () => unknown)() : answer;
  }
}
