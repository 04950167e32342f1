import { once } from 'node:events';
import { createServer, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { LostAnswerError } from './responses/lost-answer-error.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { textBeforeBreak } from './responses/broken-response.ts';

/** The options of `serveSandbox`: those of the sandbox and the address of its server. */
export interface ServeSandboxOptions extends SandboxOptions {
  /** The port. Default: 0, any free port. */
  readonly port?: number | undefined;
  /** The address to listen on. Default: `127.0.0.1`, because the control routes need no key. */
  readonly hostname?: string | undefined;
}

/** A running server. */
export interface SandboxServer {
  /** The origin, such as `http://127.0.0.1:4010`. The API is at `${url}/api`. */
  readonly url: string;
  readonly port: number;
  readonly sandbox: Sandbox;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/**
 * Runs a sandbox on a Node server.
 * @throws TypeError for a wrong option; the system's error, such as `EADDRINUSE`, if it cannot listen.
 */
export async function serveSandbox(options: ServeSandboxOptions): Promise<SandboxServer> {
  const { port: wanted = 0, hostname = '127.0.0.1', ...sandboxOptions } = options;
  const sandbox = createSandbox(sandboxOptions);
  const listener = listenerOf(sandbox);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(wanted, hostname);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return { url: `http://${host}:${port}`, port, sandbox, close: () => close(server) };
}

function listenerOf(sandbox: Sandbox): ReturnType<typeof getRequestListener> {
  return getRequestListener(
    async (request, { outgoing }) => {
      try {
        const response = await sandbox.fetch(request);
        const text = textBeforeBreak(response);
        if (text === null || !(outgoing instanceof ServerResponse)) return response;
        breakOff(response, text, outgoing);
        return RESPONSE_ALREADY_SENT;
      } catch (error) {
        if (!(error instanceof LostAnswerError) && !request.signal.aborted) throw error;
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
    { overrideGlobalObjects: false },
  );
}

// The adapter would answer 500 for a body that fails early, but the client must see a broken connection.
function breakOff(response: Response, text: string, outgoing: ServerResponse): void {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.write(text, () => outgoing.destroy());
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
