import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog } from '../../../src/cli/shop/log.ts';

function written(
  say: (log: ReturnType<typeof createLog>) => void,
  secrets: readonly string[] = ['pa"ss\\word'],
): string {
  const lines: string[] = [];
  say(createLog('info', secrets, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('writes one JSON object per line, with time, level and message', () => {
    const line = JSON.parse(written((log) => log.info({ ms: 3 }, 'request'))) as Record<string, unknown>;
    assert.equal(line['msg'], 'request');
    assert.equal(line['ms'], 3);
    assert.match(String(line['time']), /^\d{4}-\d\d-\d\dT/);
  });

  it('hides secrets in messages, fields, errors and names', () => {
    const secret = 'pa"ss\\word';
    const out = written((log) => {
      log.info(secret);
      log.info({ deep: [{ header: `Bearer ${secret}` }] }, 'x');
      log.error(new Error(`refused ${secret}`));
      log.warn({ [secret]: 1 });
    });
    assert.equal(out.split('\n').length, 5);
    assert.equal(out.includes('ss\\\\word'), false);
    for (const line of out.trim().split('\n')) assert.doesNotThrow(() => JSON.parse(line));
  });

  it('hides the handle of a payment', () => {
    const handle = 'A'.repeat(20) + '_-9' + 'z'.repeat(20);
    assert.match(
      written((log) => log.info({ id: handle }, `for ${handle}.`)),
      /"id":"\[handle\]".*for \[handle\]\./,
    );
  });
});
