import type { Claim } from '../../src/domain/order/claim.ts';
import type { SignerApi, SignerCall } from '../../src/signer-client/signer-api.ts';

/** A body to resolve to, an error to throw, or a function that does either in its own time. */
export type Answer = unknown;

export interface Call {
  readonly name: 'createPayment' | 'getPayment' | 'getReceipt';
  /** the claim's uuid or the payment's id */
  readonly about: string;
  readonly key?: string;
  readonly at: number;
  readonly signal: AbortSignal;
}

/** An error as a merchant's own signer throws it. */
export const refusal = (code: string, details: object = {}): Error =>
  Object.assign(new Error(`${code}!`), { code, ...details });

export const created = (id = 'p1', paymentUrl = `https://pay.test/${id}`) => ({
  success: true,
  id,
  paymentUrl,
});
export const payment = (status: unknown) => ({ success: true, payment: { status } });
export const receipts = (...items: object[]) => ({ status: 'done', items });

/** An answer that comes when the test says so. */
export class Later {
  resolve!: (value: unknown) => void;
  reject!: (error: Error) => void;
  readonly #promise = new Promise<unknown>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  answer = (): Promise<unknown> => this.#promise;
}

/** Gives the answers it was told, each once, the last one for ever. */
export class ScriptedSigner implements SignerApi {
  readonly calls: Call[] = [];
  readonly #now: () => number;
  readonly #script: Record<Call['name'], Answer[]> = {
    createPayment: [created()],
    getPayment: [payment(0)],
    getReceipt: [refusal('not_found')],
  };

  constructor(now: () => number) {
    this.#now = now;
  }

  creates(...answers: Answer[]): this {
    this.#script.createPayment = answers;
    return this;
  }

  pays(...answers: Answer[]): this {
    this.#script.getPayment = answers;
    return this;
  }

  receipts(...answers: Answer[]): this {
    this.#script.getReceipt = answers;
    return this;
  }

  count(name: Call['name'], about?: string): number {
    return this.calls.filter((call) => call.name === name && (about ?? call.about) === call.about).length;
  }

  get keys(): readonly (string | undefined)[] {
    return this.calls.filter(({ name }) => name === 'createPayment').map(({ key }) => key);
  }

  createPayment(claim: Claim, { key, signal }: SignerCall & { readonly key: string }): Promise<unknown> {
    return this.#answer({ name: 'createPayment', about: claim.uuid, key, at: this.#now(), signal });
  }

  getPayment(id: string, { signal }: SignerCall): Promise<unknown> {
    return this.#answer({ name: 'getPayment', about: id, at: this.#now(), signal });
  }

  getReceipt(id: string, { signal }: SignerCall): Promise<unknown> {
    return this.#answer({ name: 'getReceipt', about: id, at: this.#now(), signal });
  }

  async #answer(call: Call): Promise<unknown> {
    this.calls.push(call);
    const script = this.#script[call.name];
    const answer = script.length > 1 ? script.shift() : script[0];
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? (answer as () => unknown)() : answer;
  }
}
