import { css } from 'lit';

export const checkoutStyles = css`
  :host {
    min-inline-size: min(100%, 280px);
    font-variant-numeric: tabular-nums;
  }

  h2 {
    margin: 0;
    font-size: 1.25rem;
  }

  .pay {
    width: 100%;
    min-height: 52px;
    font-size: 1.0625rem;
  }

  .note,
  .loading {
    margin: 0;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  .loading {
    padding: 24px 0;
    text-align: center;
  }

  .notice {
    margin: 0;
    padding: 12px;
    border-inline-start: 4px solid var(--_warning);
    background: var(--_sunken);
  }

  .consent {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 10px;
    align-items: center;
  }

  .consent input {
    width: 24px;
    min-height: 24px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .consent p {
    grid-column: 2;
    margin: 0;
    color: var(--_danger);
  }
`;
