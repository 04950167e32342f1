import { css } from 'lit';

export const subscriptionStyles = css`
  /* gets the focus when a press removes the pressed button */
  section {
    outline: none;
  }

  [part='retry'] {
    margin-block: 8px;
  }

  ul {
    display: grid;
    gap: var(--_gap);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    gap: 8px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  h3,
  p,
  dl,
  dd {
    margin: 0;
  }

  h3 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
    font-size: 1rem;
  }

  .state {
    color: var(--_muted);
    font-weight: 400;
  }

  .active .state {
    color: var(--_success);
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }

  dt,
  .sure {
    color: var(--_muted);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .problem {
    color: var(--_danger);
  }

  pre {
    margin: 0 0 8px;
    font-size: 0.8125rem;
    white-space: pre-wrap;
  }

  .loading {
    min-height: 132px;
    border-radius: var(--_radius);
    background: var(--_sunken);
    padding: var(--_gap);
  }
`;
