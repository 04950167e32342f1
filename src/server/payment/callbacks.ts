import { jsonResponse } from '../http/json-response.ts';
import { unavailable } from '../http/problem.ts';
import { isFinal } from '../store/records/attempt-state.ts';
import { SKEW_MS, type Attempt } from '../store/records/attempt.ts';
import type { InboxItem, Store } from '../store/store.ts';
import { readHint } from './callback-hint.ts';
import type { CheckResult, PaymentChecker } from './payment-checker.ts';

/** How long a callback that matches no attempt is kept, in ms. */
const KEPT_MS = 7 * 86_400_000;
const BATCH = 200;
/** Limits one sweep: a shop that shares its account with others receives the callbacks of all their payments too. */
const MAX_BATCHES = 50;
/** After so many silences in a row the gateway is down, and more questions would only take the sweep's time. */
const MAX_SILENCES = 3;

/** The use of a hint. `done`: it is no longer needed. `waiting`: nothing to apply yet. `silent`: the gateway did not answer. */
type Use = 'done' | 'waiting' | 'silent';

/** The gateway's callbacks. They carry no signature, so each is only a reason to ask the gateway, and its status is not read. */
export class Callbacks {
  readonly #store: Store;
  readonly #checker: PaymentChecker;
  readonly #now: () => number;

  constructor(store: Store, checker: PaymentChecker, now: () => number) {
    this.#store = store;
    this.#checker = checker;
    this.#now = now;
  }

  /** 200 once the callback is applied or stored. @throws {HttpProblem} 400, 413, 422; 503 if it could not be stored */
  async receive(request: Request): Promise<Response> {
    const hint = await readHint(request, this.#now());
    try {
      if ((await this.#apply(hint)) !== 'done') await this.#store.putInbox(hint);
    } catch {
      throw unavailable('The callback could not be stored.');
    }
    return jsonResponse(200, { success: true });
  }

  /** Applies the stored callbacks. @returns how many are done */
  async sweep(): Promise<number> {
    let done = 0;
    let silences = 0;
    for await (const item of this.#stored()) {
      const isExpired = this.#now() - item.receivedAt > KEPT_MS;
      const use = isExpired ? 'done' : await this.#apply(item);
      silences = use === 'silent' ? silences + 1 : 0;
      if (silences >= MAX_SILENCES) break;
      if (use !== 'done') continue;
      await this.#store.dropInbox(item.key);
      done += 1;
    }
    return done;
  }

  /** Goes on behind those that wait: otherwise the oldest would hide the newest. */
  async *#stored(): AsyncGenerator<InboxItem> {
    let last: InboxItem | undefined;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const items = await this.#store.listInbox(BATCH, last);
      yield* items;
      if (items.length < BATCH) return;
      last = items.at(-1);
    }
  }

  async #apply(hint: InboxItem): Promise<Use> {
    const { gatewayId } = hint;
    const attempt = await this.#match(hint);
    if (!attempt) return 'waiting';
    if (isFinal(attempt.state)) return 'done';
    const result = await this.#checker.check(attempt, attempt.gatewayId ?? gatewayId);
    if (result.outcome === 'unreachable') return 'silent';
    // the question may be older than the callback, and clocks jump, so no time can tell
    if (result.outcome === 'joined') return 'waiting';
    const asked = result.outcome === 'checked' || this.#wasAskedSince(hint, result);
    return asked && result.attempt.gatewayId !== null ? 'done' : 'waiting';
  }

  /** True if another caller asked after the callback came. A question in the future comes from a clock that was set back since. */
  #wasAskedSince({ receivedAt }: InboxItem, { attempt: { checkedAt, seenAt } }: CheckResult): boolean {
    return checkedAt >= receivedAt + SKEW_MS && checkedAt <= this.#now() && seenAt >= checkedAt;
  }

  async #match({ gatewayId, uuid }: InboxItem): Promise<Attempt | null> {
    const known = gatewayId === null ? null : await this.#store.byGatewayId(gatewayId);
    return known ?? (uuid === null ? null : this.#store.byUuid(uuid));
  }
}
