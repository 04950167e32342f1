import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { sqliteStore } from '../../../../src/server/index.ts';
import { migrateSqlite, SQLITE_STEPS } from '../../../../src/server/store/sqlite/sqlite-schema.ts';
import { assertAcceptsWrites, assertReadsBack, firstVersion } from '../first-version/read-back.ts';

const folder = mkdtempSync(join(tmpdir(), 'kvit-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const file = (): string => join(folder, `${(files += 1)}.db`);

function old(): string {
  const path = file();
  const db = new DatabaseSync(path);
  db.exec(firstVersion('sqlite'));
  db.close();
  return path;
}

/** Tables, indexes and the version of the schema. */
function schema(path: string): unknown {
  const db = new DatabaseSync(path);
  const words = (text: unknown) => (typeof text === 'string' ? text.replaceAll(/\s+/g, ' ') : text);
  const rows = db.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all();
  const version = db.prepare('PRAGMA user_version').get();
  db.close();
  return [...rows.map(({ name, sql }) => [name, words(sql)]), { ...version }];
}

const MORE = [
  ...SQLITE_STEPS,
  `ALTER TABLE attempt ADD COLUMN note TEXT NOT NULL DEFAULT 'old'`,
  `UPDATE attempt SET note = note || '!' WHERE n = 1`,
];

describe('a file of the first version', () => {
  it('keeps its rows, accepts writes, and gets the schema of a new file', async () => {
    const path = old();
    const store = sqliteStore(path);
    await assertReadsBack(store);
    await assertAcceptsWrites(store);
    await store.close();
    const fresh = file();
    await sqliteStore(fresh).close();
    assert.deepEqual(schema(path), schema(fresh));
  });

  it('is not written when it is opened again', async () => {
    const path = old();
    await sqliteStore(path).close();
    const db = new DatabaseSync(path);
    const changes = () => ({ ...db.prepare('PRAGMA data_version').get() });
    const before = changes();
    const store = sqliteStore(path);
    await assertReadsBack(store);
    assert.deepEqual(changes(), before);
    await store.close();
    db.close();
  });
});

describe('migrateSqlite', () => {
  it('applies each missing step once', () => {
    const db = new DatabaseSync(old());
    for (let times = 0; times < 2; times += 1) migrateSqlite(db, MORE);
    const notes = db.prepare('SELECT note, count(*) AS count FROM attempt GROUP BY note ORDER BY note').all();
    assert.deepEqual(
      notes.map((row) => ({ ...row })),
      [
        { note: 'old', count: 11 },
        { note: 'old!', count: 1 },
      ],
    );
    assert.throws(() => migrateSqlite(db), /newer version/);
    db.close();
  });

  it('applies all steps or none', async () => {
    const path = old();
    const db = new DatabaseSync(path);
    assert.throws(() => migrateSqlite(db, [...MORE, 'no SQL']), /syntax error/);
    assert.equal(db.isTransaction, false);
    db.close();
    const store = sqliteStore(path);
    await assertReadsBack(store);
    await store.close();
  });

  it('throws SQLite’s error if SQLite itself has rolled back', () => {
    const db = new DatabaseSync(old());
    assert.throws(() => migrateSqlite(db, [...SQLITE_STEPS, 'ROLLBACK; SELECT no_such']), /no such column/);
    db.close();
  });

  it('makes the file durable and sets the busy timeout, whatever the connection’s settings were', () => {
    const db = new DatabaseSync(old());
    db.exec('PRAGMA synchronous = OFF; PRAGMA busy_timeout = 0');
    migrateSqlite(db);
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {});
    // 2 is FULL: a commit is on the disk before it is acknowledged
    assert.deepEqual(['journal_mode', 'synchronous', 'busy_timeout'].flatMap(pragma), ['wal', 2, 5000]);
    db.close();
  });

  it('locks the file before it reads the version, so that two processes do not apply one step', () => {
    const path = old();
    const db = new DatabaseSync(path);
    const other = new DatabaseSync(path);
    other.exec('PRAGMA busy_timeout = 0');
    let reads = 0;
    const steps = Object.assign([...MORE], {
      // called with the version, before the first step
      slice: (from: number) => {
        reads += 1;
        assert.throws(() => other.exec('PRAGMA user_version = 99'), /locked/);
        return MORE.slice(from);
      },
    });
    migrateSqlite(db, steps);
    assert.equal(reads, 1);
    other.close();
    db.close();
  });

  it('lets one of several starting processes migrate', async () => {
    const path = old();
    const script = new URL('./migrate-child.ts', import.meta.url);
    const children = Array.from({ length: 4 }, () => fork(script, [path, JSON.stringify(MORE)]));
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as unknown));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    const db = new DatabaseSync(path);
    assert.deepEqual({ ...db.prepare('SELECT note FROM attempt WHERE n = 1').get() }, { note: 'old!' });
    db.close();
  });
});
