/** The little of big.js that the oracles use; the package brings no types. */
declare module 'big.js' {
  type Source = string | number | bigint | Big;

  export class Big {
    static readonly roundHalfUp: 1;
    constructor(value: Source);
    plus(other: Source): Big;
    times(other: Source): Big;
    div(other: Source): Big;
    round(decimals?: number, mode?: 0 | 1 | 2 | 3): Big;
    eq(other: Source): boolean;
    gt(other: Source): boolean;
    lte(other: Source): boolean;
    toFixed(decimals?: number): string;
  }
}
