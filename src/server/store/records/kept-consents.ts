import type { Consent } from '../../../domain/order/consent.ts';

/** A consent as the signer keeps it: the browser's text and the time of its arrival. */
export interface KeptConsent extends Consent {
  /** time by the signer's clock (ISO 8601, UTC), since a browser's clock cannot be trusted */
  readonly received_at: string;
}

/** Writes the consents of an attempt as JSON; `null` without any. @param now ms since the epoch */
export function writeConsents(given: readonly Consent[] | null | undefined, now: number): string | null {
  if (!given?.length) return null;
  const received_at = new Date(now).toISOString();
  return JSON.stringify(given.map((consent) => ({ ...consent, received_at })));
}

/** Reads the JSON that {@link writeConsents} wrote, so without checks. */
export const readConsents = (kept: string | null): readonly KeptConsent[] =>
  kept ? (JSON.parse(kept) as KeptConsent[]) : [];
