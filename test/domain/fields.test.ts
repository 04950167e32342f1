import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsOf, textOf, textOrNumber } from '../../src/domain/reading/fields.ts';

const ODD: readonly unknown[] = [
  null,
  undefined,
  '',
  true,
  {},
  [],
  ['a'],
  1n,
  Symbol('a'),
  () => 'a',
  Object('a'),
];

describe('the fields of what came from outside', () => {
  it('are those of an object', () => {
    const body = { a: 1 };
    assert.equal(fieldsOf(body), body);
  });

  it('are none for anything else', () => {
    for (const body of [null, undefined, '<html></html>', 5, true, Symbol('a')])
      assert.deepEqual(fieldsOf(body), {});
  });
});

describe('textOf', () => {
  it('is text with something in it', () => {
    assert.equal(textOf('a'), 'a');
    assert.equal(textOf(' '), ' ');
    for (const value of [5, ...ODD]) assert.equal(textOf(value), null);
  });
});

describe('textOrNumber', () => {
  it('is text, or a whole number as text', () => {
    assert.equal(textOrNumber('0012'), '0012');
    assert.equal(textOrNumber(0), '0');
    assert.equal(textOrNumber(Number.MAX_SAFE_INTEGER), '9007199254740991');
  });

  it('is no number that a double may have changed', () => {
    for (const value of [2 ** 53, 1e21, 1.5, NaN, Infinity]) assert.equal(textOrNumber(value), null);
  });

  it('is nothing else', () => {
    for (const value of ODD) assert.equal(textOrNumber(value), null);
  });
});
