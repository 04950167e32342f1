import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** Called with a committed value. */
export type Save = (value: string) => void;

type Input = HTMLInputElement | HTMLSelectElement;

/** Saves a value only if it passes the field’s own validation. */
const saved = (save: Save) => (event: Event) => {
  const input = event.currentTarget as Input;
  if (input.checkValidity()) save(input.value.trim());
};

export interface TextField {
  readonly label: string;
  readonly value: string;
  readonly pattern: string;
  /** Shown while the value is invalid. */
  readonly problem: string;
  readonly required?: boolean;
  readonly decimal?: boolean;
  readonly placeholder?: string;
  readonly save: Save;
}

export function textField({ label, value, pattern, problem, save, ...more }: TextField): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <input
      autocomplete="off"
      spellcheck="false"
      inputmode=${more.decimal ? 'decimal' : nothing}
      placeholder=${more.placeholder ?? nothing}
      pattern=${pattern}
      ?required=${more.required ?? false}
      .value=${value}
      @change=${saved(save)}
    /><small class="problem">${problem}</small></label
  >`;
}

/** @param options labels by value */
export function selectField(
  label: string,
  value: string,
  options: Readonly<Record<string, string>>,
  save: Save,
): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <select autocomplete="off" @change=${saved(save)}>
      ${Object.entries(options).map(
        ([one, words]) => html`<option value=${one} .selected=${live(one === value)}>${words}</option>`,
      )}
    </select></label
  >`;
}

/** A checkbox with the value `yes` or `no`. */
export function tickField(label: string, value: string, save: Save): TemplateResult {
  return html`<label class="tick"
    ><input
      type="checkbox"
      autocomplete="off"
      .checked=${live(value === 'yes')}
      @change=${({ currentTarget }: Event) => save((currentTarget as HTMLInputElement).checked ? 'yes' : 'no')}
    /><span>${label}</span></label
  >`;
}

/** A group of radio buttons. @param options labels by value; a label may hold a drawing */
export function choiceField(
  legend: string,
  name: string,
  value: string,
  options: Readonly<Record<string, string | TemplateResult>>,
  save: Save,
): TemplateResult {
  return html`<fieldset class="choice">
    <legend>${legend}</legend>
    ${Object.entries(options).map(
      ([one, words]) =>
        html`<label
          ><input
            type="radio"
            autocomplete="off"
            name=${name}
            value=${one}
            .checked=${live(one === value)}
            @change=${() => save(one)}
          /><span>${words}</span></label
        >`,
    )}
  </fieldset>`;
}

/** A collapsible group of settings. */
export function group(name: string, title: string, open: boolean, content: unknown): TemplateResult {
  return html`<details class="group" id=${name} ?open=${open}>
    <summary>${title}</summary>
    <fieldset>
      <legend>${title}</legend>
      ${content}
    </fieldset>
  </details>`;
}
