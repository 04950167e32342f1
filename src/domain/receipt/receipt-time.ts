/** A moment by the register's own clock (FFD tag 1012), as the digits that a receipt prints. */
export interface ReceiptTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

/** Years from 2000 on: Go and .NET write a missing date as "0001-01-01T00:00:00Z". */
const ISO = /^(2\d{3})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const DOTTED = /^(\d{2})\.(\d{2})\.(\d{4}) /;
/** UTC; PHP and others write it as a zero offset. */
const UTC = /^(?:Z|[+-]00:?00)$/;

/**
 * Reads `receipt_datetime`: ISO 8601, or `DD.MM.YYYY HH:MM:SS`.
 *
 * A time in UTC is converted to the register's zone, since the QR code needs the register's time. Any other time is the register's.
 *
 * @param zone the register's IANA time zone, e.g. `Europe/Moscow`
 * @returns `null` when the text is missing or is not a date
 */
export function readReceiptTime(value: string | null | undefined, zone: string): ReceiptTime | null {
  const iso = (value ?? '').replace(DOTTED, '$3-$2-$1T');
  const [, year = '', month = '', day = '', hour = '', minute = '', offset = ''] = ISO.exec(iso) ?? [];
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}Z`);
  // Date reads 31 February as 3 March, so the day is compared
  if (moment.getUTCDate() !== Number(day)) return null;
  // the Swedish locale writes dates as ISO 8601 does
  if (UTC.test(offset)) return readReceiptTime(moment.toLocaleString('sv', { timeZone: zone }), zone);
  return { year, month, day, hour, minute };
}
