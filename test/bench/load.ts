import { Agent, request } from 'node:http';

/** One request of a load. */
export interface LoadRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Bodies of all answers, in any order. */
  readonly bodies: readonly string[];
}

const CONNECTIONS = 16;

function send(
  { url, method, headers, body }: LoadRequest,
  agent: Agent,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Sends requests without pause on a few persistent connections.
 *
 * @param next returns the request of a number
 * @param until end, in milliseconds of `performance.now()`
 * @throws {Error} on an error status: refusals are faster than real answers and would distort the rate
 */
export async function load(next: (number: number) => LoadRequest, until: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  const took: number[] = [];
  const bodies: string[] = [];
  let number = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const sent = performance.now();
      const { status, text } = await send(next((number += 1)), agent);
      if (status >= 300) throw new Error(`answered ${status}: ${text}`);
      took.push(performance.now() - sent);
      bodies.push(text);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p99: took[Math.floor(took.length * 0.99)] ?? NaN, bodies };
}
