import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isHeaderText } from '../../src/signer-client/header-text.ts';

describe('isHeaderText', () => {
  for (const text of ['a', '~', '!', 'a b', 'x'.repeat(511), 'x'.repeat(512), `a${' '.repeat(510)}b`]) {
    it(`accepts ${text.length} characters that a header carries unchanged: ${text.slice(0, 9)}`, () => {
      assert.equal(isHeaderText(text), true);
      assert.equal(new Headers({ 'Kvit-Payment': text }).get('Kvit-Payment'), text);
    });
  }

  for (const value of [
    '',
    ' ',
    ' a',
    'a ',
    'a\nb',
    'a\r\nX: y',
    '\u007f',
    'ё',
    '\u00e9',
    'x'.repeat(513),
    7,
    null,
    ['a'],
  ]) {
    it(`refuses ${JSON.stringify(value).slice(0, 20)}`, () => assert.equal(isHeaderText(value), false));
  }
});
