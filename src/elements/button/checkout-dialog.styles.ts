import { css } from 'lit';

/** The dialog is a bottom sheet on a phone and a window on wider screens. */
export const dialogStyles = css`
  dialog {
    box-sizing: border-box;
    width: 100%;
    max-width: 100%;
    max-height: 100%;
    margin: auto 0 0;
    padding: 8px 20px 24px;
    border: 0;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: var(--_surface);
    color: inherit;
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 0.5);
  }

  .close {
    display: block;
    width: 44px;
    margin: 0 -12px 0 auto;
    padding: 0;
    border: 0;
    background: none;
    font-size: 1.75rem;
    line-height: 1;
  }

  @media (min-width: 600px) {
    dialog {
      width: min(100% - 32px, 560px);
      /* the top edge is fixed, so that no state moves the dialog */
      max-height: calc(92vh - 16px);
      margin: 8vh auto auto;
      border-radius: var(--_radius);
    }
  }

  @media (prefers-reduced-motion: no-preference) {
    dialog[open] {
      animation: rise 0.2s ease-out;
    }

    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(24px);
      }
    }
  }
`;

/** Keeps the page behind from scrolling. A style sheet does it, because the page may change its own `style`. */
export const pageLock = css`
  html {
    overflow: hidden !important;
  }
`;

/** Keeps the width of the page's scroll bar, so that nothing moves. */
export const scrollbarRoom = css`
  html {
    scrollbar-gutter: stable;
  }
`;
