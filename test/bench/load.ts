import { Agent, request } from 'node:http';

/** One request of a load; `worker` is its number, so that each can go its own way. */
export interface Shot {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Measured {
  readonly perSecond: number;
  /** ms */
  readonly p99: number;
  /** bodies of all answers, in no order */
  readonly bodies: readonly string[];
}

const CONNECTIONS = 16;

function fire({ url, method, headers, body }: Shot, agent: Agent): Promise<{ status: number; text: string }> {
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
 * Fires without pause on a few connections that stay open.
 *
 * @param next the shot of that number
 * @param until when to stop, in ms of `performance.now()`
 * @throws {Error} when an answer is no success: a refusal is faster than the work
 */
export async function load(next: (number: number) => Shot, until: number): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const began = performance.now();
  const took: number[] = [];
  const bodies: string[] = [];
  let number = 0;
  const gun = async (): Promise<void> => {
    while (performance.now() < until) {
      const shot = performance.now();
      const { status, text } = await fire(next((number += 1)), agent);
      if (status >= 300) throw new Error(`answered ${status}: ${text}`);
      took.push(performance.now() - shot);
      bodies.push(text);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, gun));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p99: took[Math.floor(took.length * 0.99)] ?? NaN, bodies };
}
