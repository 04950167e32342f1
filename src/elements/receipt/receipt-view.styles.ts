import { css } from 'lit';

/** A receipt is black on white in every theme, so that cameras can read it and printers can print it. */
export const receiptStyles = css`
  /* invisible but displayed, because Firefox prints a frame without display as a blank page */
  .print {
    position: fixed;
    width: 1px;
    height: 1px;
    border: 0;
    opacity: 0;
  }

  article {
    display: grid;
    gap: 14px;
    max-width: 480px;
    margin: 0 auto;
    padding: 20px;
    border: 1px solid #d9e0dd;
    border-radius: 6px;
    background: #fff;
    color: #16201d;
    color-scheme: light;
    font:
      400 0.9375rem/1.45 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      sans-serif;
    font-variant-numeric: tabular-nums;
  }

  article + article {
    margin-top: 16px;
  }

  h3,
  h4,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
  }

  h3 {
    font-size: 1.0625rem;
  }

  h4,
  dt,
  small {
    color: #56635e;
    font-size: 0.8125rem;
    font-weight: 400;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 16px;
  }

  .total b {
    font-size: 1.25rem;
  }

  .body {
    display: flex;
    flex-wrap: wrap;
    gap: 14px;
  }

  dl {
    display: grid;
    flex: 1 1 200px;
    gap: 3px;
    align-content: start;
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
  }

  dd {
    margin-inline-start: auto;
    text-align: end;
  }

  dd,
  li span,
  .fault {
    overflow-wrap: anywhere;
  }

  .qr {
    width: 168px;
    height: 168px;
    margin: 0 auto;
    fill: #000;
    stroke: none;
  }

  .shop {
    display: grid;
    gap: 6px;
    padding-top: 12px;
    border-top: 1px dashed #b6c2bd;
  }

  ul {
    display: grid;
    gap: 6px;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 12px;
  }

  li b,
  li small:last-child {
    text-align: end;
    white-space: nowrap;
  }

  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  article a {
    color: #0b6b53;
    /* the tap area is 44px tall; the margin keeps the line's height */
    display: inline-block;
    margin-block: -12px;
    padding-block: 12px;
  }

  article button {
    border-color: #56635e;
    background: #fff;
    color: inherit;
  }

  /* a shop's accent may fit dark pages only */
  article :focus-visible {
    outline-color: #0b6b53;
  }

  @media print {
    article {
      max-width: none;
      border: 0;
    }

    button {
      display: none;
    }
  }
`;
