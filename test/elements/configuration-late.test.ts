import { expect } from '@open-wc/testing';
import { configure } from '../../src/index.ts';
import { freshPage } from './kit/page.ts';
import { checkout } from './kit/scene.ts';

describe('configure after the first element', () => {
  freshPage();

  it('is a mistake of the page, and says so', async () => {
    await checkout();
    expect(() => configure({})).to.throw(TypeError, 'before the first kvit element');
  });
});
