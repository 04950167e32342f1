import { css } from 'lit';

/** The styles of the payment code's views: the panel, the sum of the order, the note about a changed price. */
export const panelStyles = css`
  /* an empty panel stays in the page without a gap, because screen readers ignore a live region that was hidden */
  .none {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  .panel:not(.none) {
    display: grid;
    gap: 12px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  [part='message'] {
    display: flex;
    gap: 12px;
    outline: none;
  }

  .title {
    font-size: 1.125rem;
  }

  .panel p {
    margin: 0;
    color: var(--_muted);
  }

  .panel pre {
    margin: 0;
    font-size: 0.8125rem;
    white-space: pre-wrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .notice {
    margin: 0;
    padding: 12px;
    border-inline-start: 4px solid var(--_warning);
    background: var(--_sunken);
  }

  .sum {
    display: flex;
    justify-content: space-between;
    gap: var(--_gap);
    margin: 0;
  }

  .sum b {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .icon {
    color: var(--_accent);
    width: 1.75rem;
    height: 1.75rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .good .icon {
    color: var(--_success);
  }

  .ask .icon {
    color: var(--_warning);
  }

  .bad .icon {
    color: var(--_danger);
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    .busy .icon {
      animation: turn 1s linear infinite;
    }
  }
`;
