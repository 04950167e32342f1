/** Replaces the secrets in a text that may be logged: a gateway can echo the request in its error. */
export type Redact = (text: string) => string;

/** A function that replaces each of the secrets with `[hidden]`. */
export function redaction(secrets: readonly string[]): Redact {
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), text);
}
