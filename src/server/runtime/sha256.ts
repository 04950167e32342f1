import { toHex } from './encoding.ts';

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export const sha256 = async (text: string): Promise<string> =>
  toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
