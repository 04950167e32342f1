import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CALLBACK_SECRET } from './account.ts';
import { ScriptedGateway } from './scripted-gateway.ts';
import { RunningSigner, type Kind } from './running-signer.ts';

export const ORIGIN = 'https://shop.test';

const BUN = {
  description: 'Булочка с маком',
  quantity: 3,
  price: 83.5,
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
};
const PIE = { ...BUN, description: 'Пирог с капустой', quantity: 1.25, price: 890, measurement_unit: 11 };

export type Json = Record<string, unknown>;

/** The shop's order for a uuid. */
export const orderOf = (uuid: string) => ({
  uuid,
  description: 'Покупка булочек',
  currency: 'rub',
  amount: '1363.00',
  items: [BUN, PIE] as readonly Json[],
  subscribe: null,
  holdTime: null,
});

export const newOrder = (): string => `bulka-${randomUUID()}`;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

export interface Post {
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

/** Tries until the answer is good. @throws {Error} after 20 s */
export async function until<T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`in vain: ${JSON.stringify(answer)}`);
    await sleep(200);
  }
}

/** A signer of some language with a gateway of its own, and what a browser can ask of it. */
export class Shop {
  readonly gateway: ScriptedGateway;
  readonly signer: RunningSigner;
  /** every byte that was answered */
  said = '';

  private constructor(gateway: ScriptedGateway, signer: RunningSigner) {
    this.gateway = gateway;
    this.signer = signer;
  }

  static async open(kind: Kind, workers = 8): Promise<Shop> {
    const gateway = await ScriptedGateway.start();
    try {
      const signer = await RunningSigner.start({ kind, gateway: gateway.url, origin: ORIGIN, workers });
      return new Shop(gateway, signer);
    } catch (error) {
      await gateway.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.signer.stop();
    await this.gateway.close();
  }

  post(body: unknown, { headers = {}, path = '/payments' }: Post = {}): Promise<Answer> {
    return this.ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ORIGIN, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  pay(uuid: string): Promise<Answer> {
    return this.post(orderOf(uuid));
  }

  payment(handle: unknown): Promise<Answer> {
    return this.ask('/payment', { headers: { 'Kvit-Payment': String(handle) } });
  }

  receipt(handle: unknown): Promise<Answer> {
    return this.ask('/receipt', { headers: { 'Kvit-Payment': String(handle) } });
  }

  callback(body: unknown, secret = CALLBACK_SECRET): Promise<Answer> {
    return this.ask(`/callback/${secret}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Asks until the payment has that status: signers ask the gateway only so often. */
  reaches(handle: unknown, status: number): Promise<Answer> {
    return until(
      () => this.payment(handle),
      ({ body }) => statusIn(body) === status,
    );
  }

  /** Waits for words in the signer's log, which comes by another way than its answers. */
  async prints(words: string): Promise<void> {
    await until(
      async () => this.signer.log,
      (log) => log.includes(words),
    );
  }

  /** Not with `fetch`, which would set an Origin of its own. */
  ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const url = `${this.signer.url}/kvit${path}`;
      const call = request(url, { method, headers: { ...headers, ...length }, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          this.said += `${JSON.stringify(response.rawHeaders)}${text}\n`;
          const all = new Headers();
          for (const [name, value] of Object.entries(response.headers)) all.set(name, String(value));
          resolve({ status: response.statusCode ?? 0, headers: all, text, body: parse(text) });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  }
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

export const statusIn = (body: Json): unknown => (body['payment'] as Json | undefined)?.['status'];
