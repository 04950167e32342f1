import { css } from 'lit';

/** Buttons, fields, links and focus rings, which look the same in every element. */
export const controls = css`
  button,
  input {
    min-height: 44px;
    padding: 0 16px;
    border: 1px solid var(--_muted);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  button {
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

  button:disabled,
  [aria-disabled='true'] {
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
`;
