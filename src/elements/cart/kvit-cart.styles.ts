import { css } from 'lit';

export const cartStyles = css`
  :host {
    container-type: inline-size;
    /* the width for layouts that ask for the content's width, which a container does not have */
    contain-intrinsic-inline-size: 280px;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
  }

  ul,
  dl {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 2px var(--_gap);
    padding: 12px 0;
    border-bottom: 1px solid var(--_border);
  }

  .name,
  .edit input,
  dd {
    min-width: 0;
  }

  .name,
  .sum {
    font-weight: 600;
  }

  .sum,
  .rate,
  .totals dd {
    text-align: end;
    white-space: nowrap;
  }

  .count,
  .rate,
  .toggle,
  .problem,
  dl {
    color: var(--_muted);
    font-size: 0.875em;
  }

  .toggle,
  .edit,
  .more,
  .problem {
    grid-column: 1 / -1;
  }

  .more:not(.open) {
    display: none;
  }

  .more div {
    display: flex;
    gap: 0.5em;
  }

  dd {
    margin: 0;
  }

  .more dd {
    color: var(--_text);
  }

  .toggle {
    justify-self: start;
    margin-block: -8px;
    padding: 0;
  }

  .edit {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    margin-top: 6px;
  }

  .edit button {
    min-width: 44px;
    padding: 0 16px;
  }

  .edit input {
    flex: none;
    width: 6em;
    text-align: center;
  }

  .edit input[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .edit :last-child {
    margin-inline-start: auto;
    color: var(--_danger);
  }

  .problem {
    margin: 4px 0 0;
    color: var(--_danger);
  }

  .totals {
    display: grid;
    gap: 4px;
    padding-top: 12px;
  }

  .totals div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_gap);
  }

  .totals dd {
    flex: none;
    margin-inline-start: auto;
  }

  .totals .total {
    color: var(--_text);
    font-size: 1.25rem;
    font-weight: 700;
  }

  .empty {
    margin: 0;
    padding: 24px 0;
    color: var(--_muted);
    text-align: center;
  }

  @container (min-width: 480px) {
    .more,
    .more:not(.open) {
      display: flex;
      flex-wrap: wrap;
      column-gap: 1.5em;
    }

    .toggle {
      display: none;
    }
  }
`;
