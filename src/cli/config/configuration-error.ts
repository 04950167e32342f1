/** What the merchant has to mend before a command can run: one clear sentence, and exit code 2. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
