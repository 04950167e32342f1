import { pino, type DestinationStream, type Logger } from 'pino';

/** Handles are 43 letters of base64url, as are digests; nobody needs either in a log. */
const HANDLE = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

/**
 * A log of JSON lines. What must not be seen is taken out of each finished line, so that it does not matter which field or
 * foreign error it came in.
 */
export function createLog(level: string, secrets: readonly string[], destination: DestinationStream): Logger {
  // as they stand in JSON, where a quote or a backslash is written as two characters
  const hidden = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  const streamWrite = (line: string): string =>
    hidden.reduce((left, secret) => left.replaceAll(secret, '[hidden]'), line).replace(HANDLE, '[handle]');
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite } },
    destination,
  );
}

export type { Logger };
