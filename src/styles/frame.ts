import { css } from 'lit';

/** The panel that tells a state; its colours and pictures come with the code of the road. */
export const frameStyles = css`
  section {
    display: grid;
    gap: var(--_gap);
  }

  /* an empty panel stays in the page, without a gap of its own: a live region that was hidden is not read out */
  .none {
    position: absolute;
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
`;
