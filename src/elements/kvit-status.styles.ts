import { css } from 'lit';

export const statusStyles = css`
  section {
    display: grid;
    gap: var(--_gap);
  }

  .nothing {
    margin: 0;
    color: var(--_muted);
  }

  .nothing strong {
    color: var(--_text);
  }

  .sum {
    display: flex;
    justify-content: space-between;
    gap: var(--_gap);
    margin: 0;
    overflow-wrap: anywhere;
  }

  .sum b {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
`;
