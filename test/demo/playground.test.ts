import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readAddress, writeAddress } from '../../demo/playground/address.ts';
import { FIRST_SETTINGS, type Settings } from '../../demo/playground/settings.ts';
import { snippet } from '../../demo/playground/snippet.ts';

const TOKENS = { accent: '#123456', 'accent-dark': '#abcdef', radius: '4px', font: "'PT Sans', sans-serif" };

const far: Settings = {
  plain: {
    ...FIRST_SETTINGS.plain,
    description: 'Хлеб & <b>"соль"</b>, и + ещё #1',
    editable: 'no',
    disabled: 'yes',
    'offer-url': 'https://shop.example/offer?a=1&b=2',
    subscribe: 'Week',
    'hold-time': '3600',
    target: '_blank',
    theme: 'berry',
    scheme: 'dark',
    lang: 'en',
    scenario: 'declined',
  },
  rows: [{ ...(FIRST_SETTINGS.rows[0] as Settings['rows'][number]), description: 'Чай, мята, "мёд" <i>' }],
  tokens: TOKENS,
};

describe('the playground’s address', () => {
  test('is empty for the initial settings', () => {
    assert.equal(writeAddress(FIRST_SETTINGS), '');
    assert.deepEqual(readAddress(''), FIRST_SETTINGS);
  });

  test('restores the settings that were written', () => {
    assert.deepEqual(readAddress(writeAddress(far)), far);
  });

  test('is readable', () => {
    const address = writeAddress({ ...FIRST_SETTINGS, tokens: TOKENS });
    assert.match(address, /^\?accent=123456&accent-dark=abcdef&radius=4px&font=/);
  });

  for (const [name, wrong] of [
    ['offer-url', 'javascript:alert(1)'],
    ['offer-url', '//evil.example/'],
    ['offer-url', '/\\evil.example'],
    ['privacy-url', 'data:text/html,x'],
    ['description', 'x'.repeat(10_240)],
    ['description', 'zero\0'],
    ['theme', '../../evil'],
    ['theme', 'constructor'],
    ['scenario', 'nonsense'],
    ['hold-time', '-1'],
    ['accent', 'red;}body{display:none'],
    ['accent', '12345'],
    ['radius', 'calc(1px)'],
    ['font', 'x;} body {background: url(//evil.example)'],
    ['font', "'open"],
    ['font', ',a'.repeat(59)],
    ['toString', 'x'],
    ['__proto__', 'x'],
  ] as const) {
    test(`ignores ${name}=${wrong.slice(0, 40)} and keeps the rest`, () => {
      const search = `?${new URLSearchParams([
        [name, wrong],
        ['lang', 'en'],
      ])}`;
      assert.deepEqual(readAddress(search), {
        ...FIRST_SETTINGS,
        plain: { ...FIRST_SETTINGS.plain, lang: 'en' },
      });
    });
  }

  test('replaces invalid fields of a line', () => {
    const { rows } = readAddress('?item=2,abc,99,1,4,0,Хлеб&item=&item=1,5.00,constructor,1,4,11');
    assert.deepEqual(
      rows.map((row) => Object.values(row).join('|')),
      ['2|100.00|2|1|4|0|Хлеб', '1|100.00|2|1|4|0|Товар', '1|5.00|2|1|4|11|Товар'],
    );
  });
});

describe('the HTML to paste', () => {
  test('shows the initial checkout as the README does', () => {
    const text = snippet(FIRST_SETTINGS, {});
    assert.match(
      text,
      /^<script type="module" src="kvit\.js"><\/script>\n<style>\n {2}:root \{\n {4}color-scheme/,
    );
    assert.match(
      text,
      /<kvit-checkout\n {2}signer="\/kvit"\n {2}uuid="invoice_123"\n {2}description="Завтрак/,
    );
    assert.match(text, / {2}editable\n>\n {2}<kvit-item\n {4}description="Булочка с маком"\n/);
  });

  test('holds the theme, the merchant’s tokens as light and dark pairs, and escaped text', () => {
    const { 'accent-dark': _, ...tokens } = TOKENS;
    const text = snippet({ ...far, tokens }, { 'accent-dark': '#fedcba' });
    assert.match(text, /href="themes\/berry\.css"/);
    assert.match(text, / {2}:root \{\n(?: {4}\S.*\n)* {4}--kvit-accent: #123456;\n/);
    assert.match(
      text,
      /@supports \(color: light-dark\(red, red\)\) \{\n {4}:root \{\n(?:.*\n)*? {6}--kvit-accent: light-dark\(#123456, #fedcba\);\n/,
    );
    assert.match(text, / {4}--kvit-radius: 4px;/);
    assert.match(text, /description="Хлеб &amp; &lt;b&gt;&quot;соль&quot;&lt;\/b&gt;, и \+ ещё #1"/);
    assert.match(text, /description="Чай, мята, &quot;мёд&quot; &lt;i&gt;"/);
    assert.doesNotMatch(text, /<[bi]>/);
  });
});
