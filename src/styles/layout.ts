import { css } from 'lit';

/** Fills the room that the page reserves. The page's footer stays at the end of the room in every state. */
export const layoutStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  section {
    display: flex;
    flex-direction: column;
  }

  section,
  .all {
    gap: var(--_gap);
  }

  .all {
    display: grid;
    flex: 1 0 auto;
    align-content: start;
  }
`;
