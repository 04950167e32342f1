import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { badOrder, type FieldError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import { largestQuantity, withQuantity } from '../../domain/order/line-quantity.ts';
import { readLines, type Line } from '../../domain/order/line.ts';
import { readDecimal } from '../../domain/money/decimal.ts';
import type { Thousandths } from '../../domain/money/money.ts';
import { vatTotals } from '../../domain/order/vat-totals.ts';
import { formatCount, formatSum } from '../../i18n/format.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { cartLine, cartTotals } from './cart-line.ts';
import { lineRules } from '../base/configuration.ts';
import { KvitCartChangeEvent, KvitErrorEvent } from '../base/events.ts';
import { ItemChildren } from './item-children.ts';
import { cartStyles } from './kvit-cart.styles.ts';
import { KvitElement } from '../base/kvit-element.ts';
import { readItems } from './kvit-item.ts';
import { internal, property, type PropertiesOf } from '../base/properties.ts';

/** A field whose quantity is refused. */
interface QuantityProblem {
  readonly index: number;
  readonly text: string;
  /** the largest quantity of the line in thousandths, if the typed one is larger; `null` if the text is not a quantity */
  readonly largest: Thousandths | null;
}

/** The quantity in a field, in thousandths; `null` unless it is a number above zero with at most three decimals. */
function typedQuantity(text: string): Thousandths | null {
  try {
    return readDecimal(text.trim().replace(',', '.'), 3) || null;
  } catch {
    return null;
  }
}

const properties = {
  /** the lines in the API's own names; set a new array to change them */
  items: property<readonly Item[] | null>(null, { attribute: false }),
  /** @internal the lines as integers, from an owner that has validated them */
  lines: property<readonly Line[]>([], { attribute: false }),
  /** the buyer may change quantities and remove lines */
  editable: property(false, { type: Boolean }),
  /** the controls do not react */
  disabled: property(false, { type: Boolean }),
  /** @internal indexes of the lines whose details are open */
  opened: internal<ReadonlySet<number>>(new Set()),
  /** @internal the field with a refused quantity */
  problem: internal<QuantityProblem | null>(null),
};

export interface KvitCart extends PropertiesOf<typeof properties> {}

/**
 * The lines of an order with VAT, subject and unit, and the totals by VAT rate.
 *
 * @tagname kvit-cart
 * @slot - `kvit-item` elements; `items` take precedence
 * @slot empty - replaces the text of an empty cart
 * @csspart line - one line
 * @csspart vat - the total of one VAT rate
 * @csspart total - the sum to pay
 * @event {KvitCartChangeEvent} kvit-cart-change - the buyer changed a quantity or removed a line
 * @event {KvitErrorEvent} kvit-error - the items break a rule
 */
export class KvitCart extends KvitElement {
  static override styles = [tokens, controls, cartStyles];

  static override properties: PropertyDeclarations = properties;

  /** true once the cart has read its own items */
  #own = false;

  constructor() {
    super();
    new ItemChildren(this, () => this.requestUpdate('items'));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.#read(this.items ?? readItems(this));
    if (!changed.has('lines')) return;
    // the typed text was for the old lines
    this.problem = null;
  }

  #read(items: readonly Item[]): void {
    // a cart without its own items keeps its owner's lines
    if (items.length === 0 && this.items === null && !this.#own) return;
    this.#own = true;
    const errors: FieldError[] = [];
    const lines = readLines(items, lineRules(), errors);
    this.lines = errors.length === 0 ? lines : [];
    if (errors.length > 0) this.dispatchEvent(new KvitErrorEvent(badOrder(errors)));
  }

  #change(lines: readonly Line[]): void {
    this.lines = lines;
    this.problem = null;
    const amount = lines.reduce((total, { sum }) => total + sum, 0);
    this.dispatchEvent(new KvitCartChangeEvent(lines, amount));
  }

  #setQuantity(index: number, quantity: Thousandths): void {
    this.#change(this.lines.map((line, at) => (at === index ? withQuantity(line, quantity) : line)));
  }

  /** Takes a typed quantity. A refused one stays in the field, marked as wrong, and does not change the cart. */
  #typed(index: number, { price }: Line, text: string): void {
    const quantity = typedQuantity(text);
    const largest = largestQuantity(price);
    if (quantity === null) this.problem = { index, text, largest: null };
    else if (quantity > largest) this.problem = { index, text, largest };
    else this.#setQuantity(index, quantity);
  }

  /** @internal Moves the focus to a field with a refused quantity. @returns true if there is one */
  refuseTyped(): boolean {
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return this.problem !== null;
  }

  #toggle(index: number): void {
    const opened = new Set(this.opened);
    if (!opened.delete(index)) opened.add(index);
    this.opened = opened;
  }

  #remove(index: number): void {
    this.opened = new Set();
    this.#change(this.lines.filter((_, at) => at !== index));
  }

  protected override render(): TemplateResult {
    const { lines, texts, shown } = this;
    if (lines.length === 0)
      return html`<p class="empty" tabindex="-1"><slot name="empty">${texts.empty}</slot></p>`;
    const total = lines.reduce((sum, line) => sum + line.sum, 0);
    return html`<ul tabindex="-1" aria-label=${texts.cart}>
        ${lines.map((line, index) =>
          cartLine(line, {
            texts,
            language: shown,
            open: this.opened.has(index),
            editable: this.editable,
            disabled: this.disabled,
            problem: this.problem?.index === index ? this.problem : null,
            toggle: () => this.#toggle(index),
            set: (quantity) => this.#setQuantity(index, quantity),
            typed: (text) => this.#typed(index, line, text),
            remove: () => this.#remove(index),
          }),
        )}
      </ul>
      ${cartTotals(vatTotals(lines), texts, shown)}
      <dl class="totals">
        <div class="total" part="total">
          <dt>
            ${texts.total}${lines.length > 1 ? `, ${formatCount(lines.length, texts.lines, shown)}` : ''}
          </dt>
          <dd>${formatSum(total, shown)}</dd>
        </div>
      </dl>`;
  }
}
