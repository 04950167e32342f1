/** A moment by the register's own clock, as the digits a receipt prints. */
export interface ReceiptTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
}

/** Years from 2000 on: "0001-01-01T00:00:00Z" is how Go and .NET write no date at all. */
const ISO = /^(2\d{3})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const DOTTED = /^(\d{2})\.(\d{2})\.(\d{4}) /;
/** PHP and others write UTC as a zero offset. */
const UTC = /^(?:Z|[+-]00:?00)$/;

/**
 * Reads `receipt_datetime`: ISO 8601, or `DD.MM.YYYY HH:MM:SS`.
 *
 * A stamp in UTC is moved to the register's zone, since the QR needs the register's time; any other stamp already is
 * that time.
 *
 * @returns `null` when it is missing or is no date
 */
export function readReceiptTime(value: string | null | undefined, zone: string): ReceiptTime | null {
  const iso = (value ?? '').replace(DOTTED, '$3-$2-$1T');
  const [, year = '', month = '', day = '', hour = '', minute = '', offset = ''] = ISO.exec(iso) ?? [];
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}Z`);
  // a round trip, because Date takes 31 February for 3 March
  if (moment.getUTCDate() !== Number(day)) return null;
  // Swedes write dates as ISO does
  if (UTC.test(offset)) return readReceiptTime(moment.toLocaleString('sv', { timeZone: zone }), zone);
  return { year, month, day, hour, minute };
}
