import type { Consent } from '../../../domain/order/consent.ts';

/** A consent as the signer keeps it: the browser's words, and when they came. */
export interface KeptConsent extends Consent {
  /** by the signer's own clock (ISO 8601, UTC): the browser's may be set to anything */
  readonly received_at: string;
}

/** What an attempt keeps. @param now ms since the epoch */
export function writeConsents(given: readonly Consent[] | null | undefined, now: number): string | null {
  if (!given?.length) return null;
  const received_at = new Date(now).toISOString();
  return JSON.stringify(given.map((consent) => ({ ...consent, received_at })));
}

/** The text is this file's own, so it is taken for what was written. */
export const readConsents = (kept: string | null): readonly KeptConsent[] =>
  kept ? (JSON.parse(kept) as KeptConsent[]) : [];
