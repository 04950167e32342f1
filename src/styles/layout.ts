import { css } from 'lit';

/** Fills the place that the page keeps, with the page's own footer at its end, so that no state moves either. */
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
