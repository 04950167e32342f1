/**
 * The connection broke after the gateway did its work. It is a `TypeError`, as `fetch` throws for a broken network, so that a
 * client cannot tell the two apart. A host that owns a socket catches it and destroys the socket.
 */
export class LostAnswerError extends TypeError {
  constructor() {
    super('fetch failed: the answer was lost');
    this.name = 'LostAnswerError';
  }
}
