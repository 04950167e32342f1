import assert from 'node:assert/strict';
import process from 'node:process';
import { afterEach, describe, it } from 'node:test';
import { createSigner, memoryStore, type Store } from '../../../src/server/index.ts';
import { storeContract } from '../../../src/server/testing/index.ts';
import { openShop } from '../shop.ts';

describe('memoryStore', () => {
  const stores = new Map<string, Store>();
  const open = (name: string): Store => {
    const store = stores.get(name) ?? memoryStore();
    stores.set(name, store);
    return store;
  };
  storeContract({ test: it, open });
});

describe('memoryStore in production', () => {
  const before = process.env['NODE_ENV'];
  afterEach(() => {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  });

  it('refuses to start, also as the default store of a signer', () => {
    const { store: _, ...settings } = openShop().settings;
    process.env['NODE_ENV'] = 'production';
    assert.throws(() => memoryStore(), /NODE_ENV=production.*sqliteStore/);
    assert.throws(() => createSigner(settings), /NODE_ENV=production.*sqliteStore/);
  });
});
