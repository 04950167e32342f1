import { readClaim } from '../creation/claim-body.ts';
import type { PaymentCreator } from '../creation/payment-creator.ts';
import type { Pricing } from '../creation/pricing.ts';
import { readReturnUrl } from '../creation/return-url.ts';
import { parseBody, readBody, requireJson } from '../http/json-request.ts';
import { jsonResponse } from '../http/json-response.ts';
import type { OriginGuard } from '../http/origin-guard.ts';
import { invalid, notFound, reusedKey } from '../http/problem.ts';
import type { Alerts } from '../notification/alerts.ts';
import { paymentAnswer } from '../payment/payment-answer.ts';
import type { PaymentChecker } from '../payment/payment-checker.ts';
import type { Receipts } from '../payment/receipts.ts';
import { sha256 } from '../runtime/sha256.ts';
import type { Attempt } from '../store/records/attempt.ts';
import { writeConsents } from '../store/records/kept-consents.ts';
import type { ClientLimits } from './client-limits.ts';
import type { SignerSettings } from './signer-options.ts';

const HANDLE = /^[A-Za-z0-9_-]{43}$/;
const IDEMPOTENCY_KEY = /^[!-~]{1,255}$/;
const MAX_UUID_LENGTH = 128;

/** The parts of a signer that the payment routes call. */
interface PaymentParts {
  readonly settings: SignerSettings;
  readonly guard: OriginGuard;
  readonly limits: ClientLimits;
  readonly alerts: Alerts;
  readonly pricing: Pricing;
  readonly creator: PaymentCreator;
  readonly checker: PaymentChecker;
  readonly receipts: Receipts;
}

/** `POST /payments`, `GET /payment`, `GET /receipt` and `GET /order`. */
export class PaymentRoutes {
  readonly #parts: PaymentParts;
  #warned = false;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
  }

  /** `POST /payments`: 201 with the handle and the payment page. @throws {HttpProblem} 403, 4xx of the claim, and those of {@link PaymentCreator.open} */
  async open(request: Request): Promise<Response> {
    const { guard, limits, settings, pricing, creator } = this.#parts;
    guard.check(request);
    requireJson(request);
    await this.#warnOnce();
    const text = await readBody(request);
    const claim = readClaim(parseBody(text));
    const idempotencyKey = readIdempotencyKey(request);
    const bodyHash = idempotencyKey === null ? null : await sha256(text);
    const isRepeated = await this.#isRepeated(idempotencyKey, bodyHash);
    // a repeated press asks about the first one: the limit of payments must not keep its answer from the buyer
    limits.take(isRepeated ? 'reads' : 'payments', request);
    const { origins, returnHosts, world } = settings;
    const websiteUrl = readReturnUrl(claim.website_url, request, origins, returnHosts);
    const pricedAt = world.now();
    const priced = await pricing.settle(claim, request);
    const language = claim.language ?? undefined;
    const consents = writeConsents(claim.consents, pricedAt);
    const asked = { ...priced, pricedAt, websiteUrl, language, idempotencyKey, bodyHash, consents };
    return jsonResponse(201, { success: true, ...(await creator.open(asked)) });
  }

  /** `GET /payment`. @throws {HttpProblem} 404; 409 `payment_mismatch` */
  async show(request: Request): Promise<Response> {
    const { attempt } = await this.#parts.checker.check(await this.#attemptOf(request));
    return jsonResponse(200, paymentAnswer(attempt));
  }

  /** `GET /receipt`. @throws {HttpProblem} 404; 503 */
  async showReceipt(request: Request): Promise<Response> {
    return jsonResponse(200, await this.#parts.receipts.of(await this.#attemptOf(request)));
  }

  /** `GET /order?uuid=…`. @throws {HttpProblem} 404; 500 `bad_order` */
  async showOrder(request: Request): Promise<Response> {
    const uuid = new URL(request.url).searchParams.get('uuid');
    if (!uuid || uuid.length > MAX_UUID_LENGTH) throw notFound();
    const { answer } = await this.#parts.pricing.find({ uuid }, request);
    return jsonResponse(200, answer);
  }

  /** True if this very request was made before. @throws {HttpProblem} 422 if its key belongs to another request */
  async #isRepeated(key: string | null, bodyHash: string | null): Promise<boolean> {
    const used = key === null ? null : await this.#parts.settings.store.byIdempotencyKey(key);
    if (used && used.bodyHash !== bodyHash) throw reusedKey();
    return used !== null;
  }

  /** @throws {HttpProblem} the same 404 for a missing, malformed or unknown handle */
  async #attemptOf(request: Request): Promise<Attempt> {
    const { store } = this.#parts.settings;
    const handle = request.headers.get('Kvit-Payment');
    const attempt = handle && HANDLE.test(handle) ? await store.byHandle(handle) : null;
    if (!attempt) throw notFound();
    return attempt;
  }

  async #warnOnce(): Promise<void> {
    if (!this.#parts.settings.isForgetful || this.#warned) return;
    this.#warned = true;
    const message =
      'attempts are kept in memory and a restart forgets them: give createSigner a durable store';
    await this.#parts.alerts.raise({ kind: 'store_in_memory', message, order: null });
  }
}

function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get('Idempotency-Key');
  if (key === null || IDEMPOTENCY_KEY.test(key)) return key;
  throw invalid([{ field: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
}
