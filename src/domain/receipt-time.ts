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
/** PHP and others write UTC as a zero offset. */
const UTC = /^(?:Z|[+-]00:?00)$/;
const DOTTED = /^(\d{2})\.(\d{2})\.(2\d{3}) (\d{2}):(\d{2})(?::\d{2})?$/;

function inZone(moment: Date, zone: string): ReceiptTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return { year, month, day, hour, minute };
}

/**
 * Reads `receipt_datetime`: ISO 8601, or `DD.MM.YYYY HH:MM:SS`.
 *
 * A stamp in UTC is moved to the register's zone, since the QR needs the register's time; any other stamp already is
 * that time.
 *
 * @returns `null` when it is missing or is no date
 */
export function readReceiptTime(value: string | null | undefined, zone: string): ReceiptTime | null {
  const dotted = DOTTED.exec(value ?? '');
  const [, year = '', month = '', day = '', hour = '', minute = '', offset = ''] = dotted
    ? [dotted[0], dotted[3], dotted[2], dotted[1], dotted[4], dotted[5]]
    : (ISO.exec(value ?? '') ?? []);
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  // a round trip, because Date takes 31 February for 3 March
  if (Number.isNaN(moment.getTime()) || moment.getUTCDate() !== Number(day)) return null;
  return UTC.test(offset) ? inZone(moment, zone) : { year, month, day, hour, minute };
}
