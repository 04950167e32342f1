/**
 * A scenario broke the connection before the answer; the call may have taken effect. It is a `TypeError`, as `fetch` throws for a
 * broken network, so a client cannot tell the two apart. A server catches it and destroys the socket.
 */
export class LostAnswerError extends TypeError {
  constructor() {
    super('fetch failed: the answer was lost');
    this.name = 'LostAnswerError';
  }
}
