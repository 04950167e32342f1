import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../shop.ts';
import { parseBody, readBody } from '../../../src/server/http/json-request.ts';

const MAX_BYTES = 65_536;

const bodyOf = (text: string): Request => new Request('https://shop.test/', { method: 'POST', body: text });
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('readBody', () => {
  it('takes 65 536 bytes and refuses one more', async () => {
    assert.equal((await readBody(bodyOf('x'.repeat(MAX_BYTES)))).length, MAX_BYTES);
    await assert.rejects(readBody(bodyOf('x'.repeat(MAX_BYTES + 1))), { status: 413 });
    await assert.rejects(
      readBody(bodyOf('я'.repeat(MAX_BYTES / 2 + 1))),
      { status: 413 },
      'bytes, not letters',
    );
  });

  it('cancels a stream that is too long, and does not read its rest', async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(MAX_BYTES / 2));
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request('https://shop.test/', {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit);
    await assert.rejects(readBody(request), { status: 413 });
    assert.deepEqual([pulled, cancelled], [3, true]);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const request = new Request('https://shop.test/', {
      method: 'POST',
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    await assert.rejects(readBody(request), { status: 400 });
  });
});

describe('parseBody', () => {
  it('takes 16 levels and refuses one more', () => {
    assert.doesNotThrow(() => parseBody(nested(16)));
    assert.throws(() => parseBody(nested(17)), { status: 400 });
  });

  it('counts no brackets inside strings, and no closed ones', () => {
    const text = JSON.stringify({
      a: '['.repeat(99),
      b: `\\"${'{'.repeat(99)}`,
      c: Array.from({ length: 99 }, () => []),
    });
    assert.deepEqual(parseBody(text), JSON.parse(text));
  });
});

describe('every response', () => {
  it('is kept by no cache and read as no other type', async () => {
    const shop = openShop();
    const handle = await shop.open();
    for (const { headers } of [
      await shop.post(),
      await shop.status(handle),
      await shop.send('/kvit/nowhere'),
    ]) {
      assert.equal(headers.get('Cache-Control'), 'no-store');
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    }
  });
});
