import { ApiError, invalid } from '../responses/api-error.ts';
import { fits, parseCallbackRequest } from '../payments/callback-request.ts';
import type { Gateway } from '../payments/gateway.ts';
import { parseBody } from '../requests/json-body.ts';
import { parseOrder, type Shop } from '../requests/order.ts';
import type { Payment, PaymentJson } from '../payments/payment.ts';
import { type Answer, type Call, refuseCallback, refuseReceipt, type Route, route } from './route.ts';
import type { ScriptRun } from '../scenario/script-run.ts';

interface PaymentRoutesOptions {
  readonly shop: Shop;
  /** The origin of the hosted pages; null takes the origin of the API call. */
  readonly baseUrl: string | null;
  /** The scenario of a payment, by its amount in kopecks. */
  readonly runFor: (amount: bigint) => ScriptRun;
}

/** The API operations on payments, receipts, subscriptions and callbacks. */
export class PaymentRoutes {
  readonly #gateway: Gateway;
  readonly #options: PaymentRoutesOptions;
  readonly routes: readonly Route[] = [
    route(['create', 'POST', '/v2/payments'], (call) => this.#create(call)),
    route(['list', 'GET', '/v2/payments'], (call) => this.#list(call)),
    route(['get', 'GET', '/v2/payments/{id}'], (call) => this.#show(call)),
    route(['capture', 'PUT', '/v2/payments/{id}/hold'], ({ id }) =>
      done(this.#gateway.capture(this.#find(id))),
    ),
    route(['release', 'DELETE', '/v2/payments/{id}/hold'], ({ id }) =>
      done(this.#gateway.release(this.#find(id))),
    ),
    route(['refund', 'PUT', '/v2/payments/{id}/refund'], ({ id }) =>
      done(this.#gateway.refund(this.#find(id))),
    ),
    route(['receipt', 'GET', '/v2/payments/{id}/receipt'], ({ id }) => this.#receipt(id), refuseReceipt),
    route(['subscriptions', 'GET', '/v2/subscribes'], () => this.#subscriptions()),
    route(['unsubscribe', 'DELETE', '/v2/subscribes/{id}'], ({ id }) =>
      done(this.#gateway.cancelSubscription(id)),
    ),
    route(['askCallback', 'POST', '/payments/callback'], ({ text }) => this.#callBack(text), refuseCallback),
  ];

  constructor(gateway: Gateway, options: PaymentRoutesOptions) {
    this.#gateway = gateway;
    this.#options = options;
  }

  #create({ text, url }: Call): Answer {
    const { shop, baseUrl, runFor } = this.#options;
    const order = parseOrder(parseBody(text), shop);
    const payment = this.#gateway.create(order, baseUrl ?? url.origin, runFor(order.amount));
    const { pageUrl: paymentUrl, id } = payment.origin;
    return { status: 201, body: { success: true, paymentUrl, id } };
  }

  #list(call: Call): Answer {
    const seen = this.#gateway.payments().filter(({ origin }) => origin.createdAt <= call.seenAt);
    return { status: 200, body: { items: seen.map((payment) => shown(payment, call)) } };
  }

  #show(call: Call): Answer {
    const payment = this.#find(call.id);
    if (payment.origin.createdAt > call.seenAt) throw missing();
    return { status: 200, body: { success: true, payment: shown(payment, call) } };
  }

  #receipt(id: string): Answer {
    const payment = this.#gateway.find(id);
    const items = payment === null ? [] : this.#gateway.receiptsOf(payment);
    if (items.length === 0) throw new ApiError(404, 'receipt not found');
    return { status: 200, body: { status: 'success', items } };
  }

  #subscriptions(): Answer {
    const items = this.#gateway.subscriptions().map((subscription) => subscription.toJson());
    return { status: 200, body: { items } };
  }

  #callBack(text: string): Answer {
    const asked = parseCallbackRequest(parseBody(text));
    const payment = this.#gateway.payments().findLast((candidate) => fits(asked, candidate));
    if (payment === undefined) throw new ApiError(404, 'payment not found');
    return done(this.#gateway.callBack(payment, asked.word));
  }

  #find(id: string): Payment {
    const payment = this.#gateway.find(id);
    if (payment === null) throw missing();
    return payment;
  }
}

function done(_effect: void): Answer {
  return { status: 200, body: { success: true } };
}

function shown(payment: Payment, { seenAt, shows }: Call): PaymentJson {
  const json = payment.toJson(seenAt);
  return shows === null ? json : { ...json, status: shows };
}

function missing(): ApiError {
  return invalid('id', 'no such payment');
}
