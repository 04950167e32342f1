import { setTimeout as sleep } from 'node:timers/promises';
import { listen, type Listening } from '../../src/cli/service/http-listener.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import type { Dice } from '../domain/dice.ts';

export const ACCOUNT = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' } as const;

export interface SlowGateway {
  readonly sandbox: Sandbox;
  /** Its origin. */
  readonly url: string;
  readonly stop: Listening['stop'];
}

/** A sandbox that waits before and after each effect, so that a kill can strike in every gap. */
export async function slowGateway(dice: Dice): Promise<SlowGateway> {
  let sandbox: Sandbox | null = null;
  const server = await listen('127.0.0.1', 0, async (request) => {
    await sleep(dice.spread(0, 60));
    const answer = await (sandbox as Sandbox).fetch(request);
    await sleep(dice.spread(0, 60));
    return answer;
  });
  sandbox = createSandbox({ ...ACCOUNT, baseUrl: server.url, receiptDelay: 0 });
  return { sandbox, url: server.url, stop: server.stop };
}
