/** A refusal with a body: the caller reads the body, whose shape depends on who answered. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: number | undefined;

  constructor(status: number, body: unknown, retryAfter: number | undefined) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}
