import { createHash } from 'node:crypto';
import type * as Sandbox from '../../src/sandbox/index.ts';
import type * as Server from '../../src/server/index.ts';
import type * as Sessions from '../../src/session/session.ts';
import type * as HttpSignerApis from '../../src/signer-client/http-signer-api.ts';
import type * as Clients from '../../src/signer-client/signer-client.ts';

/** The code under test, loaded from wherever it lies: the work tree, or a copy with a bug planted in it. */
export interface Kit {
  readonly createSigner: typeof Server.createSigner;
  readonly memoryStore: typeof Server.memoryStore;
  readonly createSandbox: typeof Sandbox.createSandbox;
  readonly Session: typeof Sessions.Session;
  readonly SignerClient: typeof Clients.SignerClient;
  readonly httpSignerApi: typeof HttpSignerApis.httpSignerApi;
}

/** @param source the address of a `src` folder, with a slash at its end */
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

/**
 * Hashing belongs to the world: the real one answers from a thread pool after an unknown time, and no run would be like
 * another. This one answers at once.
 */
export function hashAtOnce(): void {
  const digest = async (algorithm: string, data: Uint8Array): Promise<ArrayBuffer> => {
    const hash = createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest();
    return Uint8Array.from(hash).buffer;
  };
  Object.defineProperty(globalThis.crypto.subtle, 'digest', { value: digest });
}
