/** Takes secrets out of a text that others wrote and somebody may log: a gateway can echo what it was sent. */
export type Redact = (text: string) => string;

/** @param secrets what must not be seen */
export function redaction(secrets: readonly string[]): Redact {
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[hidden]'), text);
}
