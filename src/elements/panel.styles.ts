import { css } from 'lit';

export const panelStyles = css`
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

  .busy .icon {
    animation: turn 1s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .busy .icon {
      animation-duration: 6s;
    }
  }
`;
