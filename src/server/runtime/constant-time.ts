import { sha256 } from './sha256.ts';

/** Compares two texts. The time it takes does not depend on where they differ, so a secret cannot be guessed letter by letter. */
export async function equalInConstantTime(left: string, right: string): Promise<boolean> {
  const [a, b] = await Promise.all([sha256(left), sha256(right)]);
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
