import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sqliteStore, type Store } from '../../src/server/index.ts';
import { sampleAttempt as attempt, storeContract } from '../../src/server-testing/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kvit-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const file = (): string => join(folder, `${(files += 1)}.db`);

describe('sqliteStore', () => {
  storeContract({ test: it, open: (name) => sqliteStore(join(folder, `${name}.db`)) });
});

describe('sqliteStore in memory', () => {
  const stores = new Map<string, Store>();
  const open = (name: string): Store => {
    const store = stores.get(name) ?? sqliteStore(':memory:');
    stores.set(name, store);
    return store;
  };
  storeContract({ test: it, open });
});

describe('sqliteStore, the file', () => {
  it('remembers everything after it was closed', async () => {
    const path = file();
    const before = sqliteStore(path);
    const made = attempt({ idempotencyKey: 'k' });
    await before.insert(made);
    const event = { key: 'a', kind: 'paid', attempt: 'o1', tries: 0, dueAt: 1 } as const;
    await before.update(made, { state: 'PAID' }, event);
    await before.putInbox({ key: 'i', gatewayId: 1, uuid: null, receivedAt: 1 });
    await before.close();
    const store = sqliteStore(path);
    assert.deepEqual(await store.byUuid('o1'), { ...made, state: 'PAID', version: 2 });
    assert.deepEqual(await store.pendingEvents(1, 9), [event]);
    assert.equal((await store.listInbox(9)).length, 1);
    await store.close();
  });

  it('keeps its promises between two handles', async () => {
    const path = file();
    const [a, b] = [sqliteStore(path), sqliteStore(path)];
    const results = await Promise.all(
      [a, b].map((store, index) => store.insert(attempt({ handle: `h${index}` }))),
    );
    assert.deepEqual(results.toSorted(), ['inserted', 'n_taken']);
    const made = await b.byUuid('o1');
    assert.ok(made);
    assert.equal((await a.update(made, { state: 'OPEN' }, null)).kind, 'updated');
    assert.equal((await b.update(made, { state: 'UNKNOWN' }, null)).kind, 'conflict');
    const second = attempt({ uuid: 'o1.2', n: 2 });
    await b.insert(second);
    const open = await a.byUuid('o1');
    assert.ok(open);
    assert.equal((await a.update(open, { state: 'PAID' }, null)).kind, 'updated');
    assert.equal((await b.update(second, { state: 'PAID' }, null)).kind, 'paid_exists');
    await a.close();
    await b.close();
  });

  it('has every row it acknowledged after kill -9, and lets others go on', async () => {
    const path = file();
    const script = new URL('sqlite-store/writing-child.ts', import.meta.url);
    const said: string[] = [];
    for (let death = 1; death <= 3; death += 1) {
      const child = spawn(process.execPath, [fileURLToPath(script), path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      const before = said.length;
      for await (const line of createInterface(child.stdout)) {
        said.push(line);
        if (said.length === before + 50) child.kill('SIGKILL');
      }
      assert.deepEqual(await exit, [null, 'SIGKILL']);
      const store = sqliteStore(path);
      const inbox = new Set((await store.listInbox(1e6)).map(({ key }) => key));
      for (const uuid of said) {
        assert.equal((await store.byUuid(uuid))?.state, 'PAID');
        assert.equal((await store.event(`paid:${uuid}`))?.attempt, uuid);
        assert.ok(inbox.has(uuid));
      }
      await store.close();
    }
    assert.ok(said.length >= 150);
  });

  it('writes through to the disk', () => {
    const path = file();
    const store = sqliteStore(path);
    const db = new DatabaseSync(path);
    assert.deepEqual({ ...db.prepare('PRAGMA journal_mode').get() }, { journal_mode: 'wal' });
    db.close();
    return store.close();
  });

  it('refuses a file of a newer kit', () => {
    const path = file();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    db.close();
    assert.throws(() => sqliteStore(path), /newer version/);
  });
});
