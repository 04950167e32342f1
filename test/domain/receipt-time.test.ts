import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readReceiptTime } from '../../src/domain/receipt/receipt-time.ts';

const MOSCOW = 'Europe/Moscow';
const YEKATERINBURG = 'Asia/Yekaterinburg';

function told(value: string | null | undefined, zone = MOSCOW): string | null {
  const time = readReceiptTime(value, zone);
  return time && `${time.year}${time.month}${time.day}T${time.hour}${time.minute}`;
}

describe('readReceiptTime', () => {
  const STAMPS: readonly (readonly [string, string, string])[] = [
    ['2020-09-24T15:37:00Z', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37:00Z', YEKATERINBURG, '20200924T2037'],
    ['2020-09-24T15:37:00Z', 'Europe/Kaliningrad', '20200924T1737'],
    ['2020-09-24T15:37:00Z', 'Asia/Kamchatka', '20200925T0337'],
    ['2020-09-24T15:37:00Z', 'UTC', '20200924T1537'],
    ['2020-09-24T15:37:00.123Z', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37:00.123456Z', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37Z', MOSCOW, '20200924T1837'],
    ['2020-09-24 15:37:00Z', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37:00+00:00', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37:00+0000', MOSCOW, '20200924T1837'],
    ['2020-09-24T15:37:00-00:00', MOSCOW, '20200924T1837'],
    ['2020-09-24T20:59:59Z', MOSCOW, '20200924T2359'],
    ['2020-09-24T21:00:00Z', MOSCOW, '20200925T0000'],
    ['2020-09-24T19:00:00Z', YEKATERINBURG, '20200925T0000'],
    ['2020-12-31T21:30:00Z', MOSCOW, '20210101T0030'],
    ['2024-02-28T22:00:00Z', MOSCOW, '20240229T0100'],
    ['2023-02-28T22:00:00Z', MOSCOW, '20230301T0100'],
    // Moscow was at +4 until the autumn of 2014
    ['2014-07-01T15:37:00Z', MOSCOW, '20140701T1937'],
  ];

  for (const [stamp, zone, expected] of STAMPS) {
    it(`moves ${stamp} to ${zone}`, () => {
      assert.equal(told(stamp, zone), expected);
    });
  }

  const OWN_TIME: readonly string[] = [
    '2020-09-24T18:37:00',
    '2020-09-24T18:37',
    '2020-09-24 18:37:00',
    '2020-09-24T18:37:00+03:00',
    '2020-09-24T18:37:00+0300',
    '2020-09-24T18:37:00.000+05:00',
    '24.09.2020 18:37:00',
    '24.09.2020 18:37',
  ];

  for (const stamp of OWN_TIME) {
    it(`takes ${stamp} as the register’s own time, in any zone`, () => {
      assert.equal(told(stamp, MOSCOW), '20200924T1837');
      assert.equal(told(stamp, YEKATERINBURG), '20200924T1837');
    });
  }

  it('knows the days of each month', () => {
    assert.equal(told('29.02.2024 00:00:00'), '20240229T0000');
    assert.equal(told('31.12.2026 23:59:59'), '20261231T2359');
  });

  const GARBAGE: readonly (string | null | undefined)[] = [
    null,
    undefined,
    '',
    'garbage',
    '2020-09-24',
    '24.09.2020',
    '0001-01-01T00:00:00Z',
    '01.01.0001 00:00:00',
    '1970-01-01T00:00:00Z',
    '2020-02-30T10:00:00Z',
    '2023-02-29T10:00:00Z',
    '31.04.2020 10:00:00',
    '29.02.2023 10:00:00',
    '2020-13-01T10:00:00Z',
    '2020-00-10T10:00:00Z',
    '2020-01-00T10:00:00Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01T25:00:00Z',
    '2020-01-01T10:60:00Z',
    '32.01.2020 10:00:00',
    '09/24/2020 18:37:00',
    '24.9.2020 18:37:00',
    '24.09.20 18:37:00',
    '2020-09-24T18:37:00+3',
    ' 2020-09-24T18:37:00',
    '2020-09-24T18:37:00\n',
    '1600961820',
    '+002020-09-24T18:37:00Z',
    '٢٠٢٠-09-24T18:37:00Z',
  ];

  for (const stamp of GARBAGE) {
    it(`finds no time in ${JSON.stringify(stamp)}`, () => {
      assert.equal(told(stamp), null);
    });
  }

  it('equals the arithmetic of a fixed offset for any moment since 2015', () => {
    const since = {
      min: new Date('2015-01-01T00:00:00Z'),
      max: new Date('2099-12-31T23:59:59Z'),
      noInvalidDate: true,
    };
    fc.assert(fc.property(fc.date(since), movesByThreeHours), { numRuns: 5000, seed: 9 });
  });

  it('never throws', () => {
    const near = fc.stringMatching(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$/);
    fc.assert(fc.property(fc.oneof(fc.string(), near), isTimeOrNull), { numRuns: 20_000, seed: 9 });
  });
});

function movesByThreeHours(moment: Date): void {
  const moved = new Date(moment.getTime() + 3 * 3_600_000).toISOString();
  const [, expected] = /^(.{16})/.exec(moved) ?? [];
  assert.equal(told(moment.toISOString()), expected?.replaceAll(/[-:]/g, ''));
}

function isTimeOrNull(stamp: string): void {
  assert.match(told(stamp) ?? '00000000T0000', /^\d{8}T\d{4}$/);
}
