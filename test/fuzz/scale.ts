import process from 'node:process';

/** `npm run fuzz` runs everything; `npm test` a tenth of it, since the whole takes minutes. */
const SHARE = process.env['KVIT_FUZZ'] === 'full' ? 1 : 0.1;

/** How many inputs, or found cases, of this run stand for that many of `npm run fuzz`. */
export const scaled = (full: number): number => Math.ceil(full * SHARE);

/** The same in words for test names: `10 000`. */
export const scaledText = (full: number): string => String(scaled(full)).replace(/(?=(?:\d{3})+$)\B/g, ' ');
