import { css } from 'lit';

export const panelStyles = css`
  .panel {
    --_tone: var(--_accent);
  }

  /* an empty panel stays in the page: a live region that was hidden is not read out */
  .panel:not(.none) {
    display: grid;
    gap: 12px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  .panel.good {
    --_tone: var(--_success);
  }

  .panel.ask {
    --_tone: var(--_warning);
  }

  .panel.bad {
    --_tone: var(--_danger);
  }

  [part='message'] {
    display: flex;
    gap: 12px;
    outline: none;
  }

  .icon {
    width: 1.75rem;
    height: 1.75rem;
    color: var(--_tone);
  }

  .busy .icon {
    animation: turn 1s linear infinite;
  }

  .title {
    font-size: 1.125rem;
  }

  .panel p {
    margin: 2px 0 0;
    color: var(--_muted);
  }

  .panel pre {
    margin: 0;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.5);
    background: var(--_surface);
    font:
      0.8125rem/1.5 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .actions:empty {
    display: none;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .busy .icon {
      animation-duration: 6s;
    }
  }
`;
