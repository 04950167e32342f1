/** Names by their codes, e.g. `MODES`. */
export type CodeTable = Readonly<Record<number, string>>;

/** True if the table lists the code. A name may be empty: unit 255 has none. */
export const hasCode = (table: CodeTable, code: number): boolean => table[code] !== undefined;
