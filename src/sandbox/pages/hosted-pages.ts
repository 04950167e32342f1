import type { Gateway } from '../payments/gateway.ts';
import { isOutcome } from '../scenario/outcome.ts';
import { outcomePage, outcomeTitle } from './outcome-page.ts';
import { missingPage, pageResponse } from './page.ts';
import type { Payment } from '../payments/payment.ts';
import { paymentPage } from './payment-page.ts';
import { receiptPage } from './receipt-page.ts';
import type { ReceiptKind } from '../payments/cash-register.ts';
import { STATUS } from '../values/payment-status.ts';

const RECEIPT_PATH = /^(\/ofd\/[^/]+)(?:\/(settlement|refund))?$/;

/** The pages that buyers see: the payment page, the outcome page and the receipt page. */
export class HostedPages {
  readonly #gateway: Gateway;
  readonly #shopId: number;

  constructor(gateway: Gateway, shopId: number) {
    this.#gateway = gateway;
    this.#shopId = shopId;
  }

  /** @param text the body of the request. */
  answer(request: Request, text: string): Response {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/ofd/')) return this.#receipt(pathname);
    const payment = this.#gateway.findByPath(pathname);
    if (payment === null || !pathname.startsWith('/pay/')) return missingPage();
    return request.method === 'POST' ? this.#choose(payment, text) : this.#show(payment);
  }

  #show(payment: Payment): Response {
    if (payment.statusAt(this.#gateway.clock.now()) !== STATUS.created)
      return this.#showOutcome(payment, 200);
    return pageResponse(200, 'Оплата заказа', paymentPage(payment.order, this.#shopId));
  }

  #choose(payment: Payment, text: string): Response {
    const outcome = new URLSearchParams(text).get('outcome');
    if (!isOutcome(outcome)) return missingPage();
    // A second press or an old tab changes nothing and shows the outcome.
    if (!this.#gateway.choose(payment, outcome)) return this.#showOutcome(payment, 409);
    const { websiteUrl } = payment.order;
    if (websiteUrl === null) return this.#showOutcome(payment, 200);
    return new Response(null, {
      status: 303,
      headers: { location: websiteUrl, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
  }

  #showOutcome(payment: Payment, status: number): Response {
    const paymentStatus = payment.statusAt(this.#gateway.clock.now());
    const content = outcomePage(payment.order, this.#shopId, paymentStatus);
    return pageResponse(status, outcomeTitle(paymentStatus), content);
  }

  #receipt(pathname: string): Response {
    const match = RECEIPT_PATH.exec(pathname);
    const kind = (match?.[2] ?? 'sale') as ReceiptKind;
    const payment = this.#gateway.findByPath(match?.[1] ?? '');
    const receipt = payment && this.#gateway.receiptOf(payment, kind);
    if (!payment || !receipt) return missingPage();
    const content = receiptPage(payment.order, this.#shopId, receipt, kind);
    return pageResponse(200, `Чек № ${receipt.fiscal_document_number}`, content);
  }
}
