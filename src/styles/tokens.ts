import { unsafeCSS } from 'lit';

const css = String.raw;

/** The public tokens with their defaults, and the base styles of every element. */
export const TOKENS = css`
  :host {
    --_accent: var(--kvit-accent, light-dark(#0b6b53, #5fd3ae));
    --_on-accent: var(--kvit-on-accent, light-dark(#fff, #04241b));
    --_surface: var(--kvit-surface, light-dark(#fff, #161c1a));
    --_sunken: var(--kvit-sunken, light-dark(#f4f6f5, #1f2725));
    --_text: var(--kvit-text, light-dark(#16201d, #e8eeeb));
    --_muted: var(--kvit-muted, light-dark(#56635e, #a3b0ab));
    --_border: var(--kvit-border, light-dark(#d9e0dd, #36413d));
    --_success: var(--kvit-success, light-dark(#0b6b53, #5fd3ae));
    --_warning: var(--kvit-warning, light-dark(#8a5300, #f0b35a));
    --_danger: var(--kvit-danger, light-dark(#b3261e, #ff8f86));
    --_radius: var(--kvit-radius, 14px);
    --_gap: var(--kvit-gap, 16px);
    display: block;
    /* all our languages are written from left to right, even on a page that is not */
    direction: ltr;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
    font: 400 1rem/1.45 var(--kvit-font, system-ui, sans-serif);
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }
`;

/** The styles for a browser without `light-dark()`: the light colours, and a background, because the page's may be dark. */
export const lightOnly = (text: string): string =>
  `${text.replace(/light-dark\((.+?),.+?\)/g, '$1')}:host{background:var(--_surface)}`;

/** False in Safari before 17.5, Chrome before 123 and Firefox before 120. */
const hasLightDark = globalThis.CSS?.supports('color:light-dark(red,red)');

/** The tokens as a style sheet. Colours follow the page's `color-scheme`, so a page without it stays light. */
export const tokens = unsafeCSS(hasLightDark ? TOKENS : lightOnly(TOKENS));
