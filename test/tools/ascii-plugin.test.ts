import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toAscii } from '../../tools/build/ascii-plugin.ts';

/** A script that is one function with this body. */
function made(body: string): string {
  const script = toAscii(`/*! kvit */\nvar kvit=(function(e){${body}})({});`);
  assert.doesNotMatch(script, /[^\0-\x7f]/);
  return script;
}

/** What it gives back when it runs. */
async function given(body: string): Promise<unknown> {
  const module = `data:text/javascript,${encodeURIComponent(`${made(body)}export default kvit`)}`;
  const { default: value } = (await import(module)) as { default: unknown };
  return value;
}

describe('a script in ASCII', () => {
  const alphabet = Array.from({ length: 0x451 - 0x410 + 1 }, (_, n) => String.fromCharCode(0x410 + n)).join(
    '',
  );

  it('says every Cyrillic letter as it was, and takes less than escapes', async () => {
    assert.equal(await given(`return "${alphabet}"`), alphabet);
    assert.doesNotMatch(made(`return "${alphabet}"`), /\\u04/);
  });

  for (const text of [
    'Оплатить 83,50 ₽',
    'Ждём: «Эхо» — ещё…',
    'в кавычках "так" и \'так\'',
    'QR-код чека',
    'Pay ✓',
    'Э и Ю, бдя и кот\u00a0!',
    'қазақша: сатып алу',
  ]) {
    it(`says ${text}`, async () => {
      assert.equal(await given(`return ${JSON.stringify(text)}`), text);
      assert.equal(await given(`return \`${text}\``), text);
    });
  }

  it('says it inside other texts, and leaves names and tags alone', async () => {
    const body = 'let tag=s=>s[0];return [`${1}да${"нет"}`,{"ключ":"слово",["имя"]:1},tag`метка`]';
    assert.deepEqual(await given(body), ['1данет', { ключ: 'слово', имя: 1 }, 'метка']);
  });

  it('stops the build when the script is no function any more', () => {
    assert.throws(() => toAscii('let a="да"'), /another frame/);
  });
});
