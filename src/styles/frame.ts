import { css } from 'lit';

/** The panel that tells a state; its colours and pictures come with the code of the road. */
export const frameStyles = css`
  section {
    display: grid;
    gap: var(--_gap);
  }
`;
