import { css } from 'lit';

/** Buttons, links and the marks that every element draws alike. */
export const controls = css`
  button,
  input {
    color: inherit;
    font: inherit;
  }

  button {
    min-height: 44px;
    padding: 9px 18px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface);
    font-weight: 600;
    cursor: pointer;
  }

  button.main {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.plain {
    border: 0;
    background: none;
    color: var(--_accent);
  }

  button:hover:not([disabled], [aria-disabled='true']) {
    filter: brightness(1.08);
  }

  button[disabled],
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.6;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }

  a {
    color: var(--_accent);
  }

  svg {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
