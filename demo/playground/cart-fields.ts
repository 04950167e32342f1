import { html, type TemplateResult } from 'lit';
import {
  CODES,
  MOST_ROWS,
  READY_ROWS,
  ROW_PATTERNS,
  type CartRow,
  type CodeField,
  type RowField,
} from './cart-row.ts';
import { selectField, textField } from './field.ts';

type SaveRows = (rows: readonly CartRow[]) => void;

const CODE_LABELS: Readonly<Record<CodeField, string>> = {
  'vat-code': 'vat-code — НДС',
  'payment-subject': 'payment-subject — предмет расчёта',
  'payment-mode': 'payment-mode — способ расчёта',
  'measurement-unit': 'measurement-unit — единица',
};

function rowFields(row: CartRow, at: number, rows: readonly CartRow[], save: SaveRows): TemplateResult {
  const set = (field: RowField) => (value: string) =>
    save(rows.with(at, { ...row, [field]: field === 'description' ? value : value.replace(',', '.') }));
  const number = (label: string, field: 'quantity' | 'price') =>
    textField({
      label,
      value: row[field],
      pattern: ROW_PATTERNS[field].replace('[.]', '[.,]'),
      problem: 'Число, например 83.50',
      required: true,
      decimal: true,
      save: set(field),
    });
  return html`<li>
    <div class="row" role="group" aria-label=${`Строка ${at + 1}`}>
      ${textField({
        label: `description — строка ${at + 1}`,
        value: row.description,
        pattern: ROW_PATTERNS.description,
        problem: 'От 1 до 128 символов',
        required: true,
        save: set('description'),
      })}
      <div class="pair">${number('quantity', 'quantity')} ${number('price, ₽', 'price')}</div>
      <details>
        <summary>Поля чека</summary>
        <div class="stack">
          ${(Object.keys(CODES) as CodeField[]).map((field) =>
            selectField(CODE_LABELS[field], row[field], CODES[field], set(field)),
          )}
        </div>
      </details>
      <button
        type="button"
        class="small"
        aria-label=${`Убрать строку ${at + 1}`}
        ?disabled=${rows.length === 1}
        @click=${({ currentTarget }: Event) => {
          save(rows.toSpliced(at, 1));
          // the pressed button may be removed with its line, so the focus moves to the select
          (currentTarget as Element).closest('fieldset')?.querySelector<HTMLElement>('#add')?.focus();
        }}
      >
        Убрать
      </button>
    </div>
  </li>`;
}

/** The editor of the cart: the list of lines, and a select of products to add. */
export function cartFields(rows: readonly CartRow[], save: SaveRows): TemplateResult {
  const add = ({ currentTarget }: Event) => {
    const select = currentTarget as HTMLSelectElement;
    const ready = READY_ROWS[Number(select.value)];
    if (ready && select.value !== '') save([...rows, ready]);
    select.value = '';
  };
  return html`<ol class="rows">
      ${rows.map((row, at) => rowFields(row, at, rows, save))}
    </ol>
    <label class="field">
      <span>Добавить строку</span>
      <select id="add" autocomplete="off" ?disabled=${rows.length >= MOST_ROWS} @change=${add}>
        <option value="">Выберите товар…</option>
        ${READY_ROWS.map(({ description }, at) => html`<option value=${at}>${description}</option>`)}
      </select></label
    >`;
}
