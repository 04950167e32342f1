import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { findPostgres } from '../../tools/postgres.ts';
import { startPostgres } from './postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'kvit-'));
after(() => rmSync(folder, { recursive: true }));

test('the newest whole PostgreSQL is taken, and none where there is none', () => {
  for (const [version, programs] of [
    ['9', ['initdb', 'postgres']],
    ['15', ['initdb', 'postgres']],
    ['17', ['postgres']],
  ] as const) {
    mkdirSync(join(folder, version, 'bin'), { recursive: true });
    for (const program of programs) writeFileSync(join(folder, version, 'bin', program), '');
  }
  assert.equal(findPostgres([join(folder, '*/bin')]), join(folder, '15/bin'));
  assert.equal(findPostgres([join(folder, 'nowhere/*')]), undefined);
});

test('a server of one’s own runs as nobody’s root, on the loopback alone, and is gone afterwards', async () => {
  const postgres = await startPostgres();
  const pool = await postgres.pool('mine');
  const show = async (name: string): Promise<unknown> =>
    Object.values((await pool.query<Record<string, unknown>>(`SHOW ${name}`)).rows[0] ?? {})[0];
  assert.equal(await show('listen_addresses'), '127.0.0.1');
  assert.equal(await show('unix_socket_directories'), '');
  const data = String(await show('data_directory'));
  assert.equal(existsSync(data), true);
  await postgres.stop();
  assert.equal(existsSync(data), false);
  const after = await postgres.pool('mine').catch((error: { code?: string }) => error.code);
  assert.equal(after, 'ECONNREFUSED');
});

test('a server is gone also when the test that started it is killed', async () => {
  const script = new URL('postgres/starting-child.ts', import.meta.url);
  const child = fork(script);
  const [{ port, data }] = (await once(child, 'message')) as [{ port: number; data: string }];
  child.kill('SIGKILL');
  while (existsSync(data)) await sleep(20);
  const pool = new Pool({ host: '127.0.0.1', port, user: 'kvit', database: 'postgres' });
  await assert.rejects(pool.query('SELECT 1'), { code: 'ECONNREFUSED' });
  await pool.end();
});
