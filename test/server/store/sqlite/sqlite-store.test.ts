import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sqliteStore, type Attempt, type Store } from '../../../../src/server/index.ts';
import {
  sampleAttempt as attempt,
  sampleEvent,
  storeContract,
} from '../../../../src/server/testing/index.ts';

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

describe('sqliteStore on a file', () => {
  it('keeps everything after it was closed', async () => {
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

  it('is atomic between two handles', async () => {
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

  it('locks the file before it reads, so that no other process writes between a read and a write', async () => {
    const path = file();
    const store = sqliteStore(path);
    const db = new DatabaseSync(path);
    db.exec('PRAGMA busy_timeout = 0');
    let reads = 0;
    const made = attempt();
    // the store reads this field after its queries and before its INSERT
    Object.defineProperty(made, 'digest', {
      enumerable: true,
      get: () => {
        reads += 1;
        assert.throws(() => db.exec(`INSERT INTO inbox VALUES ('k', 1, NULL, 1)`), /locked/);
        return 'digest';
      },
    });
    assert.equal(await store.insert(made), 'inserted');
    assert.ok(reads > 0);
    db.close();
    await store.close();
  });

  it('has every acknowledged row after kill -9, and accepts new processes', async () => {
    const path = file();
    const script = new URL('./writing-child.ts', import.meta.url);
    const printed: string[] = [];
    for (let death = 1; death <= 3; death += 1) {
      const child = spawn(process.execPath, [fileURLToPath(script), path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      const before = printed.length;
      for await (const line of createInterface(child.stdout)) {
        printed.push(line);
        if (printed.length === before + 50) child.kill('SIGKILL');
      }
      assert.deepEqual(await exit, [null, 'SIGKILL']);
      const store = sqliteStore(path);
      const inbox = new Set((await store.listInbox(1e6)).map(({ key }) => key));
      for (const uuid of printed) {
        assert.equal((await store.byUuid(uuid))?.state, 'PAID');
        assert.equal((await store.event(`paid:${uuid}`))?.attempt, uuid);
        assert.ok(inbox.has(uuid));
      }
      await store.close();
    }
    assert.ok(printed.length >= 150);
  });

  it('uses write-ahead logging', () => {
    const path = file();
    const store = sqliteStore(path);
    const db = new DatabaseSync(path);
    assert.deepEqual({ ...db.prepare('PRAGMA journal_mode').get() }, { journal_mode: 'wal' });
    db.close();
    return store.close();
  });

  /** Opens a store, and runs `sql` on its file. */
  async function openWith(sql: string): Promise<{ store: Store; made: Attempt }> {
    const path = file();
    const store = sqliteStore(path);
    const made = attempt();
    await store.insert(made);
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
    return { store, made };
  }

  it('throws the database’s error, and writes the attempt and its event together or not at all', async () => {
    const full = `CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`;
    const { store, made } = await openWith(full);
    await assert.rejects(store.update(made, { state: 'PAID' }, sampleEvent('e')), /the disk is full/);
    assert.deepEqual(await store.byUuid('o1'), made);
    assert.equal((await store.update(made, { state: 'PAID' }, null)).kind, 'updated');
    await store.close();
  });

  it('returns paid_exists only for the index that allows one PAID attempt', async () => {
    const { store, made } = await openWith('CREATE UNIQUE INDEX once ON attempt (paymentUrl)');
    await store.insert(attempt({ uuid: 'o2', order: 'o2', paymentUrl: 'taken' }));
    await assert.rejects(store.update(made, { paymentUrl: 'taken' }, null), /UNIQUE.*paymentUrl/);
    await store.close();
  });

  it('throws the database’s error if SQLite itself has rolled back', async () => {
    const full = `CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ROLLBACK, 'the disk is full'); END`;
    const { store, made } = await openWith(full);
    await assert.rejects(store.update(made, { state: 'PAID' }, sampleEvent('e')), /the disk is full/);
    assert.equal((await store.update(made, { state: 'PAID' }, null)).kind, 'updated');
    await store.close();
  });

  it('closes the file', async () => {
    const path = file();
    const store = sqliteStore(path);
    await store.insert(attempt());
    assert.ok(existsSync(`${path}-wal`));
    await store.close();
    await assert.rejects(store.byUuid('o1'), /not open/);
    assert.equal(existsSync(`${path}-wal`), false, 'the last handle writes the log into the file');
  });

  it('names the required Node version if there is no SQLite', (context) => {
    context.mock.method(process, 'getBuiltinModule', () => undefined);
    assert.throws(() => sqliteStore(file()), /node:sqlite: Node 22\.13 or newer/);
    context.mock.restoreAll();
    const { getBuiltinModule } = process;
    Object.assign(process, { getBuiltinModule: undefined });
    try {
      assert.throws(() => sqliteStore(file()), /node:sqlite: Node 22\.13 or newer/);
    } finally {
      Object.assign(process, { getBuiltinModule });
    }
  });

  it('refuses a file of a newer kit, and closes it', () => {
    const path = file();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 99');
    db.close();
    assert.throws(() => sqliteStore(path), /newer version/);
    assert.equal(existsSync(`${path}-shm`), false, 'no handle is open');
  });
});
