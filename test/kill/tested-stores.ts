import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresStore, sqliteStore } from '../../src/server/index.ts';
import { startPostgres } from '../tools/postgres.ts';
import type { TestedStore } from './kill-run.ts';

/** A store, and the function that removes it. */
export type StartedStore = readonly [store: TestedStore, end: () => Promise<void>];

export async function onSqlite(): Promise<StartedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'kvit-kill-'));
  const file = join(folder, 'kvit.sqlite');
  return [
    { setting: { sqlite: file }, environment: {}, open: () => sqliteStore(file) },
    async () => rmSync(folder, { recursive: true, force: true }),
  ];
}

export async function onPostgres(): Promise<StartedStore> {
  const postgres = await startPostgres();
  const pool = await postgres.pool('kill');
  const { host, port, user, database } = postgres.config;
  const url = `postgres://${user}@${host}:${port}/${database}?options=-csearch_path%3Dkill`;
  return [
    { setting: { postgres: true }, environment: { KVIT_DATABASE_URL: url }, open: () => postgresStore(pool) },
    () => postgres.stop(),
  ];
}
