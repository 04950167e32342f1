import { pino, type DestinationStream, type Logger } from 'pino';

/** A handle or a digest: 43 characters of base64url. Handles are secret, and digests are useless in a log. */
const HANDLE = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

/**
 * Creates a log of JSON lines. Secrets are removed from each finished line, so it does not matter in which field or error
 * they occur.
 */
export function createLog(level: string, secrets: readonly string[], destination: DestinationStream): Logger {
  // escaped as in JSON, where a quote or a backslash takes two characters
  const hidden = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  const streamWrite = (line: string): string =>
    hidden.reduce((left, secret) => left.replaceAll(secret, '[hidden]'), line).replace(HANDLE, '[handle]');
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite } },
    destination,
  );
}

export type { Logger };
