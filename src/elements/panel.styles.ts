import { css } from 'lit';

export const panelStyles = css`
  .good .icon {
    color: var(--_success);
  }

  .ask .icon {
    color: var(--_warning);
  }

  .bad .icon {
    color: var(--_danger);
  }

  .icon {
    width: 1.75rem;
    height: 1.75rem;
    color: var(--_accent);
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
