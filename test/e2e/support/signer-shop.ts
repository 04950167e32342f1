import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { isBuiltFile, serveBuiltFile } from '../../../demo/built-files.ts';
import { RunningSigner, type Kind } from '../../signers/running-signer.ts';
import { ScriptedGateway } from '../../signers/scripted-gateway.ts';

const ROOT = new URL('../../../', import.meta.url);

/** A page of the shop: what stands in it for an order. */
type Body = (order: string, price: string) => string;

const CHECKOUT: Body = (order, price) => `
  <kvit-checkout signer="/kvit" uuid="${order}" description="Покупка булочек" website-url="/return">
    <kvit-item description="Булочка с маком" quantity="3" price="${price}" vat-code="2" payment-subject="1"
      payment-mode="4" measurement-unit="0"></kvit-item>
    <kvit-item description="Пирог с капустой" quantity="1.250" price="890.00" vat-code="2" payment-subject="1"
      payment-mode="4" measurement-unit="11"></kvit-item>
  </kvit-checkout>`;

const BODIES: Readonly<Record<string, Body>> = {
  '/cart': CHECKOUT,
  // without lines the checkout asks the signer what the order is
  '/order': (order) => `<kvit-checkout signer="/kvit" uuid="${order}" website-url="/return"></kvit-checkout>`,
  '/return': () => `<kvit-status signer="/kvit"></kvit-status>`,
};

/** A shop of plain pages with the built widget, whose signer is a process in another language behind `/kvit`. */
export class SignerShop {
  readonly url: string;
  readonly gateway: ScriptedGateway;
  readonly signer: RunningSigner;
  readonly #server: Server;

  private constructor(server: Server, url: string, gateway: ScriptedGateway, signer: RunningSigner) {
    this.#server = server;
    this.url = url;
    this.gateway = gateway;
    this.signer = signer;
    const listener = getRequestListener((asked) => this.#answer(asked), { overrideGlobalObjects: false });
    server.on('request', (incoming, outgoing) => {
      if (incoming.url?.startsWith('/kvit/')) this.#passOn(incoming, outgoing);
      else void listener(incoming, outgoing);
    });
  }

  static async start(kind: Kind): Promise<SignerShop> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const gateway = await ScriptedGateway.start();
    try {
      const signer = await RunningSigner.start({ kind, gateway: gateway.url, origin: url });
      return new SignerShop(server, url, gateway, signer);
    } catch (error) {
      server.close();
      await gateway.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.signer.stop();
    await this.gateway.close();
  }

  /** What any web server before a signer does. */
  #passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url = '' } = incoming;
    const call = request(this.signer.url + url, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    call.on('error', () => outgoing.destroy());
    incoming.pipe(call);
  }

  async #answer(asked: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(asked.url);
    if (isBuiltFile(pathname)) return serveBuiltFile(asked, ROOT);
    const body = BODIES[pathname];
    if (!body) return new Response(null, { status: 404 });
    const content = body(searchParams.get('order') ?? '', searchParams.get('price') ?? '83.50');
    const html = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Булочки</title>
      <script type="module" src="/dist/kvit.js"></script><body>${content}</body></html>`;
    return new Response(html, {
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
    });
  }
}
