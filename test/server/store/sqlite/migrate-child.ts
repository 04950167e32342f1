/** A process that migrates a file and ends. */
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { migrateSqlite } from '../../../../src/server/store/sqlite/sqlite-schema.ts';

const [path = '', steps = '[]'] = process.argv.slice(2);
const db = new DatabaseSync(path);
migrateSqlite(db, JSON.parse(steps) as string[]);
db.close();
