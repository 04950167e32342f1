import { html, nothing, type TemplateResult } from 'lit';
import type { Line } from '../../domain/order/line.ts';
import type { Thousandths } from '../../domain/money/money.ts';
import { largestQuantity } from '../../domain/order/line-quantity.ts';
import type { VatTotal } from '../../domain/order/vat-totals.ts';
import type { VatRate } from '../../domain/codes/vat.ts';
import { formatQuantity, formatSum } from '../../i18n/format.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import { codeName } from './code-names.ts';

/** The view of one line, and the calls of its controls. */
interface CartLineView {
  readonly texts: Messages;
  readonly language: Language;
  readonly open: boolean;
  readonly editable: boolean;
  readonly disabled: boolean;
  /** a refused quantity as typed, and the largest quantity in thousandths if the typed one is larger */
  readonly problem: { readonly text: string; readonly largest: Thousandths | null } | null;
  readonly toggle: () => void;
  readonly set: (quantity: Thousandths) => void;
  readonly typed: (text: string) => void;
  readonly remove: () => void;
}

/** The label of a rate. A translation replaces two words of the published Russian label. */
export const vatLabel = ({ label, labelEn }: VatRate, { noVat, vat }: Messages, language: Language): string =>
  (language === 'en' && labelEn) || label.replace(/^Без НДС$/, noVat).replace(/^НДС/, vat);

/** Quantity, unit and price: `3 шт. × 83,50 ₽`. */
export function countText(line: Line, texts: Messages, language: Language): string {
  const unit = codeName('units', line.measurement_unit, texts, language);
  return `${formatQuantity(line.quantity, language)}${unit && `\u00a0${unit}`} × ${formatSum(line.price, language)}`;
}

function details(line: Line, { texts, language, open }: CartLineView): TemplateResult {
  const rows: [string, string | null][] = [
    [texts.subject, codeName('subjects', line.payment_subject, texts, language)],
    [texts.mode, codeName('modes', line.payment_mode, texts, language)],
    [texts.productCode, line.product_code],
    [texts.country, line.country_of_origin_code],
    [texts.customs, line.customs_declaration_number],
    [texts.excise, line.excise],
  ];
  return html`<dl class=${open ? 'more open' : 'more'}>
    ${rows.map(
      ([term, value]) =>
        value &&
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The step of the buttons: one for pieces, a tenth for quantities below ten that are weighed or measured. */
const stepOf = ({ quantity, measurement_unit }: Line): Thousandths =>
  (measurement_unit ?? 0) === 0 || quantity >= 10_000 ? 1000 : 100;

/** A small button. Its name includes the line's, because a screen reader reads it alone. A disabled one keeps the focus. */
const button = (sign: string, name: string, disabled: boolean, press: () => void): TemplateResult =>
  html`<button
    type="button"
    aria-label=${name}
    aria-disabled=${disabled ? 'true' : 'false'}
    @click=${() => disabled || press()}
  >
    ${sign}
  </button>`;

/** The largest quantity to name to the buyer: whole for pieces. */
const limitOf = ({ measurement_unit }: Line, largest: Thousandths): Thousandths =>
  measurement_unit ? largest : largest - (largest % 1000);

const problemText = (line: Line, largest: Thousandths | null, { texts, language }: CartLineView): string =>
  largest === null
    ? texts.badQuantity
    : `${texts.quantityLimit} ${formatQuantity(limitOf(line, largest), language)}`;

function editor(line: Line, view: CartLineView): TemplateResult {
  const { texts, language, disabled, problem, set, typed, remove } = view;
  const step = stepOf(line);
  const { description, quantity } = line;
  const name = (words: string) => `${words}: ${description}`;
  const less = disabled || quantity <= step;
  const more = disabled || quantity + step > largestQuantity(line.price);
  return html`<div class="edit">
      ${button('−', name(texts.fewer), less, () => set(quantity - step))}
      <input
        inputmode="decimal"
        autocomplete="off"
        aria-label=${name(texts.quantity)}
        aria-invalid=${problem === null ? 'false' : 'true'}
        ?disabled=${disabled}
        .value=${problem?.text ?? formatQuantity(quantity, language)}
        @change=${({ target }: Event) => typed((target as HTMLInputElement).value)}
      />
      ${button('+', name(texts.more), more, () => set(quantity + step))}
      ${button('×', name(texts.remove), disabled, remove)}
    </div>
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problemText(line, problem.largest, view)}</p>`}`;
}

/** One line: name and sum, quantity and VAT. A tap opens the fiscal details. */
export function cartLine(line: Line, view: CartLineView): TemplateResult {
  const { texts, language, open, editable, toggle } = view;
  return html`<li part="line">
    <span class="name">${line.description}</span>
    <span class="sum">${formatSum(line.sum, language)}</span>
    <span class="count">${countText(line, texts, language)}</span>
    <span class="rate">${vatLabel(line.vat, texts, language)}</span>
    <button
      type="button"
      class="plain toggle"
      aria-label=${`${texts.details}: ${line.description}`}
      aria-expanded=${open ? 'true' : 'false'}
      @click=${toggle}
    >
      ${texts.details}
    </button>
    ${details(line, view)} ${editable ? editor(line, view) : nothing}
  </li>`;
}

/** Totals by VAT code: the VAT inside the sum, or the sum itself for a code without VAT. */
export function cartTotals(totals: readonly VatTotal[], texts: Messages, language: Language): TemplateResult {
  return html`<dl class="totals">
    ${totals.map(
      ({ vat, sum, tax }) =>
        html`<div part="vat">
          <dt>${vat.rate ? texts.including : texts.sumOf} ${vatLabel(vat, texts, language)}</dt>
          <dd>${formatSum((vat.rate ? tax : null) ?? sum, language)}</dd>
        </div>`,
    )}
  </dl>`;
}
