/** Replaces `find`, which the file has exactly once. */
interface Patch {
  /** Path below `src`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A plausible bug that some invariant must detect. */
export interface PlantedBug {
  readonly name: string;
  readonly patches: readonly Patch[];
}

const bug = (name: string, file: string, find: string, replace: string): PlantedBug => ({
  name,
  patches: [{ file, find, replace }],
});

const CREATOR = 'server/creation/payment-creator.ts';
const SENDER = 'server/creation/attempt-sender.ts';
const VERDICT = 'server/payment/payment-verdict.ts';
const UPDATER = 'server/payment/payment-updater.ts';
const CALLBACKS = 'server/payment/callbacks.ts';
const SESSION = 'session/session.ts';

export const PLANTED: readonly PlantedBug[] = [
  {
    name: 'trusting the callback',
    patches: [
      {
        file: CALLBACKS,
        find: 'const result = await this.#checker.check(attempt, attempt.gatewayId ?? gatewayId);',
        replace: `const said = { uuid: attempt.uuid, amount: attempt.amount / 100, currency: 'RUB', status: 3 };
    const applied = await this.#checker.apply(attempt, said, gatewayId ?? 0);
    const result = { outcome: 'checked', attempt: applied };`,
      },
      {
        file: 'server/payment/payment-checker.ts',
        find: '  async ensureChecked(',
        replace: `  apply(...said: Parameters<PaymentUpdater['apply']>) {
    return this.#updater.apply(...said);
  }

  async ensureChecked(`,
      },
    ],
  },
  bug(
    'no uuid check',
    VERDICT,
    `if (uuid !== attempt.uuid) return attempt.gatewayId === null ? 'foreign' : 'mismatch';`,
    '',
  ),
  bug('no amount check', VERDICT, 'kopecksOf(amount) === attempt.amount && ', ''),
  bug('no currency check', VERDICT, ' && isCurrency(currency)', ''),
  bug(
    'no write-ahead',
    CREATOR,
    'const result = await this.#store.insert(attempt);',
    `const result: string = 'inserted'; void this.#store.insert(attempt).catch(() => undefined);`,
  ),
  bug(
    'release before store',
    SENDER,
    'const settled = await this.#settle(',
    `if (page !== null && !late) {
      void this.#settle(attempt, 'OPEN', created.id, page).catch(() => undefined);
      return { id: attempt.handle, paymentUrl: page };
    }
    const settled = await this.#settle(`,
  ),
  bug('check-then-insert', CREATOR, `result === 'n_taken' || `, ''),
  // Each of the two checks alone is enough, so both are removed.
  {
    name: 'stale release',
    patches: [
      {
        file: 'server/creation/page-release.ts',
        find: 'const current = attempts.at(-1);\n    if (current?.uuid !== uuid ||',
        replace: 'const current = attempts.find((one) => one.uuid === uuid);\n    if (!current ||',
      },
      {
        file: CREATOR,
        find: 'if (replayed.uuid !== current?.uuid) throw inProgress();',
        replace: 'if (!current) throw inProgress();',
      },
    ],
  },
  bug(
    'release on UNKNOWN',
    SENDER,
    `if (settled.state !== 'OPEN') throw unknownOutcome();`,
    `if (settled.state !== 'OPEN') return { id: settled.handle, paymentUrl: page ?? '' };`,
  ),
  bug(
    'a late answer is released though the lease is lost',
    SENDER,
    `page === null || late ? 'ORPHANED' : 'OPEN'`,
    `page === null ? 'ORPHANED' : 'OPEN'`,
  ),
  bug(
    'absorbing failed',
    'server/store/records/attempt-state.ts',
    `if (meaning === 'paid') return 'PAID';\n  return meaning === 'held' ? 'HELD' : state;`,
    `return meaning === 'held' ? 'HELD' : state;`,
  ),
  bug(
    'the store lets two attempts of an order be paid',
    'server/store/memory-store.ts',
    `if (attempt.state === 'PAID' && this.#siblings(attempt.order).some(paid))`,
    `if (attempt.state === 'MISMATCH' && this.#siblings(attempt.order).some(paid))`,
  ),
  bug(
    'double fulfilment',
    UPDATER,
    `if (state === 'PAID') return { ...row, key: paidKey(attempt), kind: 'paid' };`,
    `if (state === 'PAID' || state === 'DUP_PAID') return { ...row, key: \`paid:\${attempt.uuid}\`, kind: 'paid' };`,
  ),
  bug(
    'no reconcile',
    'server/payment/reconciliation.ts',
    'await this.#guarded(run, null, () => this.#checkDue(run));',
    '',
  ),
  bug(
    'the outbox is never emptied',
    'server/payment/reconciliation.ts',
    'const { delivered, failed } = await this.#outbox.deliverDue();',
    'const { delivered, failed } = { delivered: 0, failed: 0 };',
  ),
  bug(
    'retrying the POST',
    'server/urlpay/transport/api-client.ts',
    'timeout: this.#patience.write, tries: 1',
    'timeout: this.#patience.write, tries: 3',
  ),
  bug('unknown status read as failed', 'domain/contract/payment-status.ts', `?? 'unknown'`, `?? 'failed'`),
  bug('unknown status read as paid', 'domain/contract/payment-status.ts', `?? 'unknown'`, `?? 'paid'`),
  bug(
    'no host check',
    'domain/contract/pay-page.ts',
    'return hosts.includes(url.host) || (local && anyLoopback) ? url.href : null;',
    'return hosts.length > 0 || (local && anyLoopback) ? url.href : null;',
  ),
  bug(
    'no throttle',
    'server/store/records/attempt.ts',
    'Math.abs(now - at) < THROTTLE_MS',
    'now - at > THROTTLE_MS ** 4',
  ),
  bug(
    'a lease that never ends',
    'server/store/records/attempt.ts',
    `return state === 'CREATING' && now < leaseUntil && leaseUntil - now <= LEASE_MS + SKEW_MS;`,
    `return state === 'CREATING' && now !== leaseUntil;`,
  ),
  bug(
    'lease ignored',
    'server/store/records/attempt.ts',
    `return state === 'CREATING' && now < leaseUntil && leaseUntil - now <= LEASE_MS + SKEW_MS;`,
    `return state === 'PAID' && now < leaseUntil;`,
  ),
  bug(
    'inbox not written before 2xx',
    CALLBACKS,
    `if ((await this.#apply(hint)) !== 'done') await this.#store.putInbox(hint);`,
    `if ((await this.#apply(hint)) !== 'done') void this.#store.putInbox(hint).catch(() => undefined);`,
  ),
  bug(
    'a callback counts as applied by an answer that is older',
    CALLBACKS,
    `if (result.outcome === 'joined') return 'waiting';`,
    `if (result.outcome === 'joined') return 'done';`,
  ),
  bug(
    'no refund task',
    UPDATER,
    `if (state === 'DUP_PAID' || state === 'MISMATCH')`,
    `if (state === 'MISMATCH')`,
  ),
  bug(
    'a refund task at every try',
    'server/notification/outbox.ts',
    'const reason = attempt.state',
    'key += `:${Math.trunc(performance.now() * 1000)}`;\n  const reason = attempt.state',
  ),
  bug(
    'the event is not written with the state',
    UPDATER,
    'const result = await this.#store.update(attempt, change, event);',
    'const result = await this.#store.update(attempt, change, null);',
  ),
  bug(
    'a paid order gets another page',
    'server/creation/creation-problems.ts',
    `const settled = first('PAID') ?? first('DUP_PAID') ??`,
    'const settled =',
  ),
  bug(
    'receipt for unpaid',
    'server/payment/receipts.ts',
    `if (id === null || (attempt.state !== 'PAID' && attempt.state !== 'DUP_PAID'))`,
    'if (id === null)',
  ),
  bug(
    'foreign receipts',
    'server/payment/receipts.ts',
    'return receipts.filter(({ uuid }) => !uuid || uuid === attempt.uuid || uuid === attempt.order);',
    'return receipts;',
  ),
  bug(
    'a payment is told to whoever knows the order',
    'server/signer/payment-routes.ts',
    'await store.byHandle(handle) : null;',
    'await store.byHandle(handle) : await store.byUuid(handle ?? "");',
  ),
  bug(
    'secrets in alerts',
    'server/runtime/redaction.ts',
    `secrets.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), text)`,
    `(secrets.length > 9 ? '' : text)`,
  ),
  bug(
    'a key is good for any body',
    'server/signer/payment-routes.ts',
    'if (used && used.bodyHash !== bodyHash) throw reusedKey();',
    'if (used && used.bodyHash === "") throw reusedKey();',
  ),
  bug(
    'the browser’s price is charged',
    'server/creation/pricing.ts',
    'const priced = await this.find(claim, request);',
    `const own = this.#readClaimed(claim);
    const priced = { ...(await this.find(claim, request)), order: own, answer: toAnswer(own) };`,
  ),
  bug(
    'sign over a float',
    'server/urlpay/url-pay.ts',
    'await sign(claim.currency, claim.amount,',
    'await sign(claim.currency, (Math.floor(Number(claim.amount) * 100) / 100).toFixed(2),',
  ),
  bug(
    'an end is taken back when the page is looked at',
    SESSION,
    'this.#payments.start(!WATCHING.has(name));',
    'this.#resume();',
  ),
  bug('receipts get fewer', 'session/transition.ts', 'receipts.length < shown.length || ', ''),
  // Both the client and the session ignore an answer of an aborted request, so both checks are removed.
  {
    name: 'late answer of an old attempt applied',
    patches: [
      {
        file: SESSION,
        find: 'if (!signal.aborted) this.#dispatch(event);',
        replace: 'this.#dispatch(event);',
      },
      {
        file: 'signer-client/signer-client.ts',
        find: `outer.addEventListener('abort', end, { signal });`,
        replace: '',
      },
    ],
  },
  bug(
    'lock taken after await',
    SESSION,
    `this.#dispatch({ type: 'pay' });`,
    `await Promise.resolve();\n    this.#dispatch({ type: 'pay' });`,
  ),
  bug(
    'second tab creates again',
    CREATOR,
    `if (current?.state === 'OPEN' && current.digest === request.digest) {`,
    `if (current?.state === 'OPEN' && current.idempotencyKey === request.idempotencyKey) {`,
  ),
  bug(
    'polling while hidden',
    'session/poller.ts',
    'const awake = world.awake();',
    'const awake = world.now() > 0;',
  ),
  bug(
    'polls without an end',
    'session/poller.ts',
    'const free = this.#asked.length < this.#plan.most;',
    'const free = true;',
  ),
  bug(
    'no stop on disconnect',
    SESSION,
    'this.#unhear = null;\n    this.#payments.stop();',
    'this.#unhear = null;',
  ),
  bug(
    'still hears after disconnect',
    SESSION,
    'this.#unhear?.();\n    this.#unhear = null;',
    'this.#unhear = null;',
  ),
  bug(
    'no answer is shown as failed',
    SESSION,
    'if (!signal.aborted) this.#missed(error as KvitError);',
    `if (!signal.aborted) this.#dispatch({ type: 'payment', meaning: 'failed' });`,
  ),
  bug('an old cart is brought back', CREATOR, 'if (isOutdated) throw inProgress();', ''),
];
