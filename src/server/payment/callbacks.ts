import * as z from 'zod/mini';
import { jsonResponse } from '../http/json-response.ts';
import { HttpProblem } from '../http/problem.ts';
import { isFinal } from '../store/records/attempt-state.ts';
import { SKEW_MS, type Attempt } from '../store/records/attempt.ts';
import { parseBody, readBody } from '../http/json-request.ts';
import { sha256 } from '../runtime/sha256.ts';
import { readGatewayId } from '../urlpay/fields/gateway-id.ts';
import type { InboxItem, Store } from '../store/store.ts';
import type { PaymentChecker } from './payment-checker.ts';

const Hint = z.object({ id: z.optional(z.unknown()), uuid: z.optional(z.unknown()) });

/** How long a callback that matches nothing is kept, in ms. */
const KEPT_MS = 7 * 86_400_000;
const BATCH = 200;
/** Bounds one sweep: a shop that shares its account with others hears of all their payments too. */
const MAX_BATCHES = 50;
/** After so many silences in a row the gateway is down, and asking on would only take the sweep's time. */
const MAX_SILENCES = 3;

/** As attempts are named: an order's uuid and a number. Anything else can match none. */
const NAME = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{1,140}$/u;

/** What a hint was good for. `waiting`: nothing yet. `silent`: the gateway could not be asked. */
type Use = 'done' | 'waiting' | 'silent';

/** Callbacks of the gateway: nobody signs them, so they are only a reason to ask, and what they claim is not even read. */
export class Callbacks {
  readonly #store: Store;
  readonly #checker: PaymentChecker;
  readonly #now: () => number;

  constructor(store: Store, checker: PaymentChecker, now: () => number) {
    this.#store = store;
    this.#checker = checker;
    this.#now = now;
  }

  /** 200 means applied or stored. @throws {HttpProblem} 400, 413, 422; 503 when it could not be stored */
  async receive(request: Request): Promise<Response> {
    const hint = await this.#read(request);
    try {
      if ((await this.#apply(hint)) !== 'done') await this.#store.putInbox(hint);
    } catch {
      throw new HttpProblem(503, 'unavailable', 'The callback could not be stored.', {
        headers: { 'Retry-After': '5' },
      });
    }
    return jsonResponse(200, { success: true });
  }

  /** Tries the stored ones again. @returns how many are done with */
  async sweep(): Promise<number> {
    let done = 0;
    let silences = 0;
    for await (const item of this.#stored()) {
      const expired = this.#now() - item.receivedAt > KEPT_MS;
      const use = expired ? 'done' : await this.#apply(item);
      silences = use === 'silent' ? silences + 1 : 0;
      if (silences >= MAX_SILENCES) break;
      if (use !== 'done') continue;
      await this.#store.dropInbox(item.key);
      done += 1;
    }
    return done;
  }

  /** Past those that wait, or the oldest would hide the newest. */
  async *#stored(): AsyncGenerator<InboxItem> {
    let last: InboxItem | undefined;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const items = await this.#store.listInbox(BATCH, last);
      yield* items;
      if (items.length < BATCH) return;
      last = items.at(-1);
    }
  }

  async #read(request: Request): Promise<InboxItem> {
    const { data } = Hint.safeParse(parseBody(await readBody(request)));
    const gatewayId = readGatewayId(data?.id);
    const uuid = typeof data?.uuid === 'string' && NAME.test(data.uuid) ? data.uuid : null;
    if (gatewayId === null && uuid === null) {
      throw new HttpProblem(422, 'refused', 'The callback names no payment.');
    }
    const key = await sha256(JSON.stringify([gatewayId, uuid]));
    return { key, gatewayId, uuid, receivedAt: this.#now() };
  }

  async #apply({ gatewayId, uuid, receivedAt }: InboxItem): Promise<Use> {
    const attempt = await this.#match(gatewayId, uuid);
    if (!attempt) return 'waiting';
    if (isFinal(attempt.state)) return 'done';
    const look = await this.#checker.check(attempt, attempt.gatewayId ?? gatewayId);
    if (look.outcome === 'unreachable') return 'silent';
    // the question may be older than the news, and no clock can be trusted to tell: they jump
    if (look.outcome === 'joined') return 'waiting';
    const { gatewayId: known, checkedAt, seenAt } = look.attempt;
    // somebody else may have asked since it came, but not in the future: that was a clock that has been set back
    const since = checkedAt >= receivedAt + SKEW_MS && checkedAt <= this.#now() && seenAt >= checkedAt;
    const asked = look.outcome === 'checked' || since;
    return asked && known !== null ? 'done' : 'waiting';
  }

  async #match(gatewayId: number | null, uuid: string | null): Promise<Attempt | null> {
    const known = gatewayId === null ? null : await this.#store.byGatewayId(gatewayId);
    return known ?? (uuid === null ? null : this.#store.byUuid(uuid));
  }
}
