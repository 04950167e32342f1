import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldError } from '../../src/domain/errors/kvit-error.ts';
import { nullable, optional, quote, readFields, refuse, required } from '../../src/domain/reading/reader.ts';

const five = (value: unknown): 5 => (value === 5 ? 5 : refuse(value, 'five'));

describe('readFields', () => {
  it('gives what the readers give, and no other field', () => {
    const errors: FieldError[] = [];
    assert.deepEqual(readFields({ a: 5, b: 6 }, { a: five }, '', errors), { a: 5 });
    assert.deepEqual(errors, []);
  });

  it('names every broken rule by its path, and gives nothing then', () => {
    const errors: FieldError[] = [];
    assert.equal(readFields({ a: 6, c: 5 }, { a: five, b: five, c: five }, 'x[1].', errors), null);
    assert.deepEqual(errors, [
      { field: 'x[1].a', message: '"6" is not five' },
      { field: 'x[1].b', message: '"undefined" is not five' },
    ]);
  });

  it('does not mind what others found wrong before', () => {
    const errors: FieldError[] = [{ field: 'else', message: 'is missing' }];
    assert.deepEqual(readFields({ a: 5 }, { a: five }, '', errors), { a: 5 });
    assert.equal(errors.length, 1);
  });

  it('takes what is no object for one without fields', () => {
    for (const given of [undefined, null, 5, 'text', () => 5]) {
      assert.deepEqual(readFields(given, { length: optional(five) }, '', []), { length: null });
    }
  });
});

describe('a field without a value', () => {
  it('is missing where it is required', () => {
    for (const value of [undefined, null, '']) {
      assert.throws(() => required(five)(value), { name: 'RangeError', message: 'is missing' });
    }
    assert.equal(required(five)(5), 5);
  });

  it('is null where it is optional, and so is an empty text', () => {
    for (const value of [undefined, null, '']) assert.equal(optional(five)(value), null);
    assert.equal(optional(five)(5), 5);
    for (const value of [0, false, ' ']) assert.throws(() => optional(five)(value), RangeError);
  });

  it('is null where that is allowed, but an empty text is a value', () => {
    for (const value of [undefined, null]) assert.equal(nullable(five)(value), null);
    assert.equal(nullable(five)(5), 5);
    for (const value of ['', 0, false]) assert.throws(() => nullable(five)(value), RangeError);
  });
});

describe('quote', () => {
  it('quotes and cuts', () => {
    assert.equal(quote('8'), '"8"');
    assert.equal(quote(null), '"null"');
    assert.equal(quote('a'.repeat(40)), `"${'a'.repeat(40)}"`);
    assert.equal(quote('a'.repeat(41)), `"${'a'.repeat(40)}…"`);
  });

  it('keeps a message on its line', () => {
    assert.equal(quote('a\nb\ud800'), String.raw`"a\nb\ud800"`);
  });

  it('never runs the code of what it quotes', () => {
    const hostile = {
      toString(): string {
        throw new Error('ran');
      },
    };
    assert.equal(quote(hostile), '"object"');
    assert.equal(quote(Object.create(null)), '"object"');
    assert.equal(
      quote(() => 1),
      '"function"',
    );
    assert.equal(quote(Symbol('s')), '"Symbol(s)"');
  });
});
