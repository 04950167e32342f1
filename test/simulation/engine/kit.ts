import { createHash } from 'node:crypto';
import type * as Sandbox from '../../../src/sandbox/index.ts';
import type * as Server from '../../../src/server/index.ts';
import type * as Sessions from '../../../src/session/session.ts';
import type * as HttpSignerApis from '../../../src/signer-client/http-signer-api.ts';
import type * as Clients from '../../../src/signer-client/signer-client.ts';

/** The code under test, loaded from the work tree or from a copy with a planted bug. */
export interface Kit {
  readonly createSigner: typeof Server.createSigner;
  readonly memoryStore: typeof Server.memoryStore;
  readonly createSandbox: typeof Sandbox.createSandbox;
  readonly Session: typeof Sessions.Session;
  readonly SignerClient: typeof Clients.SignerClient;
  readonly httpSignerApi: typeof HttpSignerApis.httpSignerApi;
}

/** @param source URL of a `src` folder, with a trailing slash */
export async function loadKit(source: string): Promise<Kit> {
  const load = (path: string): Promise<unknown> => import(new URL(path, source).href);
  const server = (await load('server/index.ts')) as typeof Server;
  const sandbox = (await load('sandbox/index.ts')) as typeof Sandbox;
  const session = (await load('session/session.ts')) as typeof Sessions;
  const http = (await load('signer-client/http-signer-api.ts')) as typeof HttpSignerApis;
  const client = (await load('signer-client/signer-client.ts')) as typeof Clients;
  return {
    createSigner: server.createSigner,
    memoryStore: server.memoryStore,
    createSandbox: sandbox.createSandbox,
    Session: session.Session,
    SignerClient: client.SignerClient,
    httpSignerApi: http.httpSignerApi,
  };
}

/** Replaces the digest of Web Crypto with a synchronous one: a thread pool answers after an unknown time, which no seed controls. */
export function hashSynchronously(): void {
  const digest = async (algorithm: string, data: Uint8Array): Promise<ArrayBuffer> => {
    const hash = createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest();
    return Uint8Array.from(hash).buffer;
  };
  Object.defineProperty(globalThis.crypto.subtle, 'digest', { value: digest });
}
