import * as z from 'zod/mini';
import { HttpProblem, json } from './answers.ts';
import { isFinal } from './attempt-state.ts';
import type { Attempt } from './attempt.ts';
import { parseBody, readBody } from './body.ts';
import { sha256 } from './digest.ts';
import { readGatewayId } from './gateway-shapes.ts';
import type { InboxItem, Store } from './store.ts';
import type { Watcher } from './watcher.ts';

const Hint = z.object({ id: z.optional(z.unknown()), uuid: z.optional(z.unknown()) });

/** How long a callback that matches nothing is kept, in ms. */
const KEPT_MS = 7 * 86_400_000;
const BATCH = 200;

/** Callbacks of the gateway: nobody signs them, so they are only a reason to ask, and what they claim is not even read. */
export class Callbacks {
  readonly #store: Store;
  readonly #watcher: Watcher;
  readonly #now: () => number;

  constructor(store: Store, watcher: Watcher, now: () => number) {
    this.#store = store;
    this.#watcher = watcher;
    this.#now = now;
  }

  /** 200 means applied or stored. @throws {HttpProblem} 400, 413, 422; 503 when it could not be stored */
  async receive(request: Request): Promise<Response> {
    const hint = await this.#read(request);
    try {
      if (!(await this.#apply(hint))) await this.#store.putInbox(hint);
    } catch {
      throw new HttpProblem(503, 'unavailable', 'The callback could not be stored.', {
        headers: { 'Retry-After': '5' },
      });
    }
    return json(200, { success: true });
  }

  /** Tries the stored ones again. @returns how many are done with */
  async sweep(): Promise<number> {
    let done = 0;
    for (const item of await this.#store.listInbox(BATCH)) {
      const expired = this.#now() - item.receivedAt > KEPT_MS;
      if (!expired && !(await this.#apply(item))) continue;
      await this.#store.dropInbox(item.key);
      done += 1;
    }
    return done;
  }

  async #read(request: Request): Promise<InboxItem> {
    const { data } = Hint.safeParse(parseBody(await readBody(request)));
    const gatewayId = readGatewayId(data?.id);
    const uuid = typeof data?.uuid === 'string' && data.uuid !== '' ? data.uuid.slice(0, 256) : null;
    if (gatewayId === null && uuid === null) {
      throw new HttpProblem(422, 'refused', 'The callback names no payment.');
    }
    const key = await sha256(JSON.stringify([gatewayId, uuid]));
    return { key, gatewayId, uuid, receivedAt: this.#now() };
  }

  /** Whether the hint has served its purpose. */
  async #apply({ gatewayId, uuid }: InboxItem): Promise<boolean> {
    const attempt = await this.#match(gatewayId, uuid);
    if (!attempt) return false;
    if (isFinal(attempt.state)) return true;
    const look = await this.#watcher.look(attempt, attempt.gatewayId ?? gatewayId);
    return look.outcome === 'checked' && look.attempt.gatewayId !== null;
  }

  async #match(gatewayId: number | null, uuid: string | null): Promise<Attempt | null> {
    const known = gatewayId === null ? null : await this.#store.byGatewayId(gatewayId);
    return known ?? (uuid === null ? null : this.#store.byUuid(uuid));
  }
}
