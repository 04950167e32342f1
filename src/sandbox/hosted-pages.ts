import type { Gateway } from './gateway.ts';
import { isOutcome } from './outcome.ts';
import { outcomePage, outcomeTitle } from './outcome-page.ts';
import { missingPage, pageReply } from './page.ts';
import type { Payment } from './payment.ts';
import { paymentPage } from './payment-page.ts';
import { receiptPage } from './receipt-page.ts';
import { STATUS } from './status.ts';

const REFUND_SUFFIX = '/refund';

/** The pages that buyers see: the payment page, what remains of it afterwards, and the receipt. */
export class HostedPages {
  readonly #gateway: Gateway;
  readonly #shopId: number;

  constructor(gateway: Gateway, shopId: number) {
    this.#gateway = gateway;
    this.#shopId = shopId;
  }

  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/ofd/')) return await this.#receipt(pathname);
    const payment = this.#gateway.findByPath(pathname);
    if (payment === null || !pathname.startsWith('/pay/')) return await missingPage();
    return request.method === 'POST' ? await this.#choose(payment, request) : await this.#show(payment);
  }

  async #show(payment: Payment): Promise<Response> {
    if (payment.statusAt(this.#gateway.clock.now()) !== STATUS.created) {
      return await this.#showOutcome(payment, 200);
    }
    return await pageReply(200, 'Оплата заказа', paymentPage(payment.order, this.#shopId));
  }

  async #choose(payment: Payment, request: Request): Promise<Response> {
    const outcome = new URLSearchParams(await request.text()).get('outcome');
    if (!isOutcome(outcome)) return await missingPage();
    // A second press, or a page left open in another tab: nothing happens, and the page says so.
    if (!this.#gateway.choose(payment, outcome)) return await this.#showOutcome(payment, 409);
    const { websiteUrl } = payment.order;
    if (websiteUrl === null) return await this.#showOutcome(payment, 200);
    return new Response(null, {
      status: 303,
      headers: { location: websiteUrl, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
  }

  #showOutcome(payment: Payment, status: number): Promise<Response> {
    const paymentStatus = payment.statusAt(this.#gateway.clock.now());
    const content = outcomePage(payment.order, this.#shopId, paymentStatus);
    return pageReply(status, outcomeTitle(paymentStatus), content);
  }

  async #receipt(pathname: string): Promise<Response> {
    const isRefund = pathname.endsWith(REFUND_SUFFIX);
    const payment = this.#gateway.findByPath(isRefund ? pathname.slice(0, -REFUND_SUFFIX.length) : pathname);
    const receipt = payment && (await this.#gateway.receiptsOf(payment))[isRefund ? 1 : 0];
    if (!payment || !receipt) return await missingPage();
    const content = receiptPage(payment.order, this.#shopId, receipt, isRefund ? 'refund' : 'sale');
    return await pageReply(200, `Чек № ${receipt.fiscal_document_number}`, content);
  }
}
