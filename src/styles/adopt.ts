import { adoptStyles, type CSSResult, type LitElement } from 'lit';

/** Adds looks to an element that was drawn before they came. */
export function adopt(element: LitElement, late: CSSResult): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  adoptStyles(element.renderRoot as ShadowRoot, [...elementStyles, late]);
}
