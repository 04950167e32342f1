import { css } from 'lit';

/** The panel that tells a state; its colours and pictures come with the code of the road. */
export const frameStyles = css`
  /* as tall as the place that the page keeps, with the page's own footer at its end, so that no state moves it */
  section {
    display: flex;
    flex-direction: column;
    gap: var(--_gap);
    min-height: inherit;
  }

  ::slotted([slot='footer']) {
    margin-top: auto;
  }
`;
