import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createUrlPay, KvitError } from '../../../src/server/index.ts';
import { scaled, scaledText } from '../../fuzz/scale.ts';
import { OPERATIONS, isRead, type Operation } from './sample-operations.ts';
import { API_KEY, SECRET } from '../shop.ts';

/** Answers for each of the 22 operations. A little over 100 000 of them are malformed. */
const ANSWERS = scaled(5_500);
const MALFORMED = 100_000;

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Values that no schema expects, and some that look almost right. */
const odd = fc.oneof(
  fc.constantFrom<Json>(null, true, false, '', ' ', 'x', [], {}, [[]], [null], { id: 1 }, { data: [] }),
  fc.constantFrom<Json>(0, -0, -1, 1.5, 0.1 + 0.2, 1e13, 1e21, 1e-7, 2 ** 53, -1005.5025, 99_999_999_999_999),
  fc.constantFrom<Json>(
    '0',
    '-1',
    '1',
    '007',
    '1,5',
    '1e3',
    '0x10',
    '١٢',
    '1000.50',
    '1000.505',
    'NaN',
    '9'.repeat(40),
  ),
  fc.constantFrom<Json>('<script>', '\u0000', '\ud800', '__proto__', 'x'.repeat(300)),
  fc.string({ maxLength: 8 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

interface Mutation {
  readonly kind: 'replace' | 'delete' | 'add' | 'truncate' | 'splice' | 'whole';
  /** selects the place */
  readonly at: number;
  readonly value: Json;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'add', 'truncate', 'splice', 'whole'),
  at: fc.nat(100_000),
  value: odd,
});

const statuses = fc.constantFrom(
  200,
  200,
  200,
  201,
  201,
  202,
  302,
  400,
  401,
  403,
  404,
  409,
  422,
  429,
  500,
  503,
);

type Branch = Json[] | { [name: string]: Json };
const isBranch = (value: Json): value is Branch => typeof value === 'object' && value !== null;

/** Every place of a tree: its parent and its name there. */
const places = (branch: Branch): [Branch, string][] =>
  Object.entries(branch).flatMap(([name, value]) => [
    [branch, name] as [Branch, string],
    ...(isBranch(value) ? places(value) : []),
  ]);

function mutateTree(tree: Json, { kind, at, value: shared }: Mutation): Json {
  // a later mutation may change a value that an earlier one inserted
  const value = structuredClone(shared);
  if (kind === 'whole' || !isBranch(tree)) return value;
  const all = places(tree);
  const [branch, name] = all[at % all.length] ?? [tree, 'x'];
  if (kind === 'delete' && Array.isArray(branch)) branch.splice(Number(name), 1);
  else if (kind === 'delete') Reflect.deleteProperty(branch, name);
  else if (kind === 'add' && Array.isArray(branch)) branch.push(value);
  else {
    const key = kind === 'add' ? '__proto__' : name;
    Object.defineProperty(branch, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return tree;
}

/** The bytes of an answer after all mutations. */
function textOf(answer: unknown, mutations: readonly Mutation[]): string {
  const inTree = ({ kind }: Mutation) => kind !== 'truncate' && kind !== 'splice';
  const tree = mutations.filter(inTree).reduce(mutateTree, structuredClone(answer) as Json);
  return mutations
    .filter((each) => !inTree(each))
    .reduce((text, { kind, at, value }) => {
      const place = at % (text.length + 1);
      return kind === 'truncate'
        ? text.slice(0, place)
        : text.slice(0, place) + JSON.stringify(value) + text.slice(place + 1);
    }, JSON.stringify(tree));
}

const isId = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;
const isText = (value: unknown) => typeof value === 'string';
const isWhole = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isKopecks = (value: unknown) => Number.isSafeInteger(value) && !Object.is(value, -0);
const isNumeric = (value: unknown) => isText(value) || Number.isFinite(value);

/** Checks of the fields of a result, unless missing. Written by hand, independent of the schemas. */
const PAYOUT_FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...Object.fromEntries(['id', 'user_id', 'shop_id'].map((name) => [name, isId])),
  ...Object.fromEntries(
    ['amount', 'amount_with_fee', 'balance', 'hold', 'available', 'total_amount'].map((name) => [
      name,
      isKopecks,
    ]),
  ),
  ...Object.fromEntries(
    ['count', 'total_count', 'created_count', 'current_page', 'last_page', 'per_page', 'total'].map(
      (name) => [name, isWhole],
    ),
  ),
};
const PAYMENT_FIELDS: typeof PAYOUT_FIELDS = {
  id: isNumeric,
  amount: isNumeric,
  status: (value) => (isWhole(value) && Number(value) <= 999_999_999) || isText(value),
  warnings: (value) => Array.isArray(value) && value.every(isText),
  error: () => true,
};

function checkTree(value: unknown, fields: typeof PAYOUT_FIELDS, path: string): void {
  if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) {
      assert.ok(typeof inner === 'object' && inner !== null, `${path}[${index}]`);
      checkTree(inner, fields, `${path}[${index}]`);
    }
    return;
  }
  for (const [name, inner] of Object.entries(value as object)) {
    if (inner === null || inner === undefined || name === 'metadata' || name === 'error') continue;
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (check) assert.ok(check(inner), `${path}.${name}: ${String(inner)}`);
    else if (typeof inner === 'object') checkTree(inner, fields, `${path}.${name}`);
    else assert.ok(isNumeric(inner), `${path}.${name}: ${String(inner)}`);
  }
}

/** Checks that hold for every result, whatever the gateway sent. */
function checkResult({ sent }: Operation, result: unknown): void {
  const ours = sent.includes('card-payouts') || sent.includes('balances');
  if (result === undefined) assert.ok(/hold|refund|subscribes|callback/.test(sent));
  else if (/currencies|types|statuses/.test(sent))
    assert.ok(Object.values(result as object).every((name) => isText(name) && name !== ''));
  else checkTree(result, ours ? PAYOUT_FIELDS : PAYMENT_FIELDS, '');
  if (/card-payouts\/1(\/cancel)?$/.test(sent)) assert.equal((result as { id: unknown }).id, 1);
  // requested by external id: any id may be right, but not another external id
  if (sent.includes('card-payouts/external/'))
    assert.equal((result as { external_id: unknown }).external_id ?? 'payout_123', 'payout_123');
  if (sent === 'POST /v2/payments') {
    const { id, paymentUrl } = result as { id: unknown; paymentUrl: unknown };
    assert.ok(isId(id) && isText(paymentUrl) && paymentUrl !== '');
  }
}

/** True if a client could accept this answer at all, judged without the client's code. */
function isPlausible({ sent }: Operation, status: number, text: string): boolean {
  if (sent.endsWith('/receipt') && status === 404) return true;
  if (status !== 200 && (isRead({ sent } as Operation) || status !== 201)) return false;
  if (sent === 'POST /payments/callback') return true;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && (body as { success?: unknown }).success !== false;
  } catch {
    return false;
  }
}

const CODES: ReadonlySet<string> = new Set(['gateway_refused', 'gateway_unknown', 'network', 'bad_answer']);

describe(`${scaledText(MALFORMED)} malformed answers`, () => {
  const never = (): Promise<void> => new Promise(() => undefined);
  let bad = 0;
  for (const operation of OPERATIONS) {
    it(`${operation.sent.replace(/\?.*/, '')} throws a KvitError or returns a complete result`, async () => {
      let answer = new Response();
      const urlPay = createUrlPay({
        apiKey: API_KEY,
        shopId: 5,
        secret: SECRET,
        readTries: 1,
        fetch: async () => answer,
        sleep: never,
      });
      let refused = 0;
      const answers = fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        statuses,
        async (mutations, status) => {
          const text = textOf(operation.answer, mutations);
          answer = new Response(text, { status });
          try {
            const result = await operation.call(urlPay);
            assert.ok(isPlausible(operation, status, text), 'the answer was accepted');
            checkResult(operation, result);
          } catch (error) {
            if (!(error instanceof KvitError)) throw error;
            refused += 1;
            assert.ok(CODES.has(error.code), error.code);
            // only writes have unknown outcomes, and only reads throw network or bad_answer
            assert.ok(
              isRead(operation) !== (error.code === 'gateway_unknown') || error.code === 'gateway_refused',
            );
            assert.ok(Array.isArray(error.errors));
          }
        },
      );
      await fc.assert(answers, { numRuns: ANSWERS });
      // most answers must be malformed, or the test proves nothing
      assert.ok(refused > ANSWERS / 2, `${refused}`);
      bad += refused;
    });
  }

  it(`were at least ${scaledText(MALFORMED)}`, () =>
    assert.ok(bad >= scaled(MALFORMED), `${bad} were refused`));
});
