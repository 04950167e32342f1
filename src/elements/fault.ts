import type { KvitError } from '../domain/errors.ts';
import type { Messages } from '../i18n/messages.ts';
import type { PanelParts } from './frame.ts';

/** Whose mend it is: shown in full, since the developer is the one looking when it happens. */
const FOR_DEVELOPERS: ReadonlySet<KvitError['code']> = new Set<KvitError['code']>([
  'bad_order',
  'misconfigured',
  'signer_forbidden',
  'pay_host_forbidden',
]);

/** What the page itself did wrong or could not get, before any payment was under way. */
export function faultParts(
  { code, message }: KvitError,
  texts: Messages,
  retry: (() => void) | null,
): PanelParts {
  if (FOR_DEVELOPERS.has(code)) {
    return { tone: 'bad', words: texts.misconfigured, details: message, buttons: [] };
  }
  const words = code === 'not_found' ? texts.notFound : texts.network;
  return {
    tone: 'bad',
    words,
    buttons: retry ? [{ part: 'retry', words: texts.retry, main: true, press: retry }] : [],
  };
}
