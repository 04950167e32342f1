import { css } from 'lit';

export const checkoutStyles = css`
  :host {
    container-type: inline-size;
    /* the width for layouts that ask for the content's width, which a container does not have */
    contain-intrinsic-inline-size: 280px;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
  }

  /* the outcome replaces the pay button, so that the cart does not move; without an outcome it takes no room */
  .news {
    display: contents;
  }

  .parts,
  .form {
    display: grid;
    gap: var(--_gap);
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

  /* full contrast, because the text of a busy button says what happens */
  .pay[aria-disabled='true'] {
    opacity: 1;
  }

  .pay[aria-disabled='true']::before {
    content: '';
    display: inline-block;
    width: 1em;
    height: 1em;
    margin-inline-end: 0.6em;
    border: 2px solid;
    border-inline-end-color: #0000;
    border-radius: 50%;
    vertical-align: -0.15em;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .pay[aria-disabled='true']::before {
      animation: turn 1s linear infinite;
    }
  }

  .note,
  .loading {
    margin: 0;
    color: var(--_muted);
    font-size: 0.875rem;
  }

  /* about as tall as a short order, so that little moves when the order appears */
  .loading {
    min-height: 304px;
    background: repeating-linear-gradient(var(--_sunken) 0 56px, #0000 0 72px) 0 32px no-repeat;
  }

  .consent {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 10px;
    align-items: center;
  }

  /* the label covers the whole row, which makes the checkbox easy to tap */
  .consent label {
    grid-area: 1 / 1 / 2 / 3;
    margin-block: -10px;
    padding: 10px 0 10px 34px;
  }

  .consent input {
    z-index: 1;
    grid-area: 1 / 1;
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

  @container (min-width: 720px) {
    .two {
      grid: auto 1fr / minmax(0, 1fr) minmax(280px, 360px);
      column-gap: calc(var(--_gap) * 2);
    }

    .two > kvit-cart {
      grid-area: 1 / 1 / 3;
    }

    .two > .news {
      display: grid;
      gap: var(--_gap);
      grid-area: 1 / 2;
    }

    .form {
      grid-area: 2 / 2;
    }

    /* the pay button and the outcome stay in view beside a long cart */
    .form,
    .two > .news:last-child {
      position: sticky;
      top: var(--_gap);
      align-self: start;
    }

    .two > .news:last-child {
      grid-area: 1 / 2 / 3;
    }
  }
`;
