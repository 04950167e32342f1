import { expect } from '@open-wc/testing';
import { configure } from '../../src/index.ts';
import { freshPage } from './kit/page.ts';
import { checkout } from './kit/scene.ts';

describe('configure after the first element', () => {
  freshPage();

  it('throws a TypeError that says when to call it', async () => {
    await checkout();
    expect(() => configure({})).to.throw(TypeError, 'before the first kvit element');
  });
});
