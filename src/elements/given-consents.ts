import type { Consent } from '../domain/consent.ts';
import type { Agreed } from './consents.ts';
import { safeLink } from './safe-link.ts';

/** The consents of a claim: the words as they were shown, the document they led to, and when they were agreed to. */
export const givenConsents = (agreed: readonly Agreed[]): Consent[] =>
  agreed.map(({ kind, before, link, url, version, at = null }) => ({
    kind,
    text: `${before} ${link}`.trim(),
    url: safeLink(url),
    version: version || null,
    at,
  }));
