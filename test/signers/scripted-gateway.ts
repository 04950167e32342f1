import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createSandbox, type PaymentReport, type Sandbox } from '../../src/sandbox/index.ts';
import { ACCOUNT } from './account.ts';

/** One call of the gateway's API. */
export interface Call {
  readonly method: string;
  /** below `/api` */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Says how a call of the API ends: `proceed` lets the sandbox do its work; a throw breaks the connection. */
export type Intercept = (call: Call, proceed: () => Promise<Response>) => Promise<Response>;

const obey: Intercept = (_, proceed) => proceed();

/** The sandbox on a socket, with a hand on every call that a signer makes. */
export class ScriptedGateway {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly calls: Call[] = [];
  intercept: Intercept = obey;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.sandbox = createSandbox({ ...ACCOUNT, receiptDelay: 0 });
    const listener = getRequestListener(
      async (request, { outgoing }) => {
        try {
          return await this.#answer(request);
        } catch {
          outgoing.destroy();
          return RESPONSE_ALREADY_SENT;
        }
      },
      { overrideGlobalObjects: false },
    );
    server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  }

  static async start(): Promise<ScriptedGateway> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ScriptedGateway(server);
  }

  /** The create calls for an order, all attempts. */
  creates(order: string): readonly Call[] {
    return this.calls.filter(({ method, body }) => method === 'POST' && isOf(order, body['uuid']));
  }

  /** The gateway's payments of an order, all attempts, oldest first. */
  payments(order: string): readonly PaymentReport[] {
    return this.sandbox.payments().filter(({ uuid }) => isOf(order, uuid));
  }

  get reads(): number {
    return this.calls.filter(({ method }) => method === 'GET').length;
  }

  /** Lets everything run its course again. */
  obey(): void {
    this.intercept = obey;
  }

  /** The buyer chooses an outcome on a payment page. */
  async choose(paymentUrl: unknown, outcome: 'pay' | 'decline' | 'cancel' | 'hold'): Promise<void> {
    const body = new URLSearchParams({ outcome });
    await fetch(String(paymentUrl), { method: 'POST', body, redirect: 'manual' });
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/api/')) return this.sandbox.fetch(request);
    const text = await request.text();
    const body = text === '' ? {} : (JSON.parse(text) as Call['body']);
    const call = { method: request.method, path: pathname.slice('/api'.length), body };
    this.calls.push(call);
    const { method, headers } = request;
    const again = new Request(request.url, { method, headers, ...(text === '' ? {} : { body: text }) });
    return this.intercept(call, () => this.sandbox.fetch(again));
  }
}

const isOf = (order: string, uuid: unknown): boolean =>
  typeof uuid === 'string' && (uuid === order || uuid.startsWith(`${order}.`));
