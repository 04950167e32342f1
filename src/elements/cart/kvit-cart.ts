import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { badOrder, type FieldError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import { readLines, readQuantity, type Line } from '../../domain/order/line.ts';
import type { Thousandths } from '../../domain/money/money.ts';
import { lineSum } from '../../domain/order/sum-rule.ts';
import { vatTotals } from '../../domain/order/vat-totals.ts';
import { formatCount, formatSum } from '../../i18n/format.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { cartLine, cartTotals } from './cart-line.ts';
import { awaitNames } from './code-names.ts';
import { lineRules } from '../base/configuration.ts';
import { KvitCartChangeEvent, KvitErrorEvent } from '../base/events.ts';
import { ItemChildren } from './item-children.ts';
import { cartStyles } from './kvit-cart.styles.ts';
import { KvitElement } from '../base/kvit-element.ts';
import { readItems } from './kvit-item.ts';

/**
 * The lines of an order with VAT, subject and unit, and what they come to by VAT rate.
 *
 * @tagname kvit-cart
 * @slot - `kvit-item` elements, where no `items` are set
 * @slot empty - in place of the words for an empty cart
 * @csspart line - one line
 * @csspart vat - one total of a VAT rate
 * @csspart total - the sum to pay
 * @event {KvitCartChangeEvent} kvit-cart-change - the buyer changed a quantity or removed a line
 * @event {KvitErrorEvent} kvit-error - the items break a rule
 */
export class KvitCart extends KvitElement {
  static override styles = [tokens, controls, cartStyles];

  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    lines: { attribute: false },
    editable: { type: Boolean },
    disabled: { type: Boolean },
    opened: { state: true },
    problem: { state: true },
  };

  /** the lines in the API's own names; set a new array to change them */
  declare items: readonly Item[] | null;
  /** @internal the lines as integers, from an owner that has checked them */
  declare lines: readonly Line[];
  /** the buyer may change quantities and remove lines */
  declare editable: boolean;
  /** no changes for the moment */
  declare disabled: boolean;
  /** @internal indexes of the lines whose details are open */
  declare opened: ReadonlySet<number>;
  /** @internal the line whose typed quantity is not one, and what was typed */
  declare problem: { readonly index: number; readonly text: string } | null;

  /** whether it has read lines itself */
  #own = false;

  constructor() {
    super();
    this.items = null;
    this.lines = [];
    this.editable = false;
    this.disabled = false;
    this.opened = new Set();
    this.problem = null;
    new ItemChildren(this, () => this.requestUpdate('items'));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.#read(this.items ?? readItems(this));
    if (!changed.has('lines')) return;
    // what was typed belonged to other lines
    this.problem = null;
    awaitNames(this.lines, () => this.requestUpdate());
  }

  #read(items: readonly Item[]): void {
    // no lines of its own: an owner may have given it some
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
    const change = (line: Line, at: number): Line =>
      at === index ? { ...line, quantity, sum: lineSum(line.price, quantity) } : line;
    this.#change(this.lines.map(change));
  }

  /** What was typed stays in the field, wrong or not; only a quantity goes on into the cart. */
  #typed(index: number, text: string): void {
    try {
      this.#setQuantity(index, readQuantity(text.trim().replace(',', '.')));
    } catch {
      this.problem = { index, text };
    }
  }

  /** @internal Whether a quantity was typed that is none; if so the buyer is led back to it. */
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
            problem: this.problem?.index === index ? this.problem.text : null,
            toggle: () => this.#toggle(index),
            set: (quantity) => this.#setQuantity(index, quantity),
            typed: (text) => this.#typed(index, text),
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
