/** A process that starts a server, says where, and waits to be killed. */
import process from 'node:process';
import { startPostgres } from '../postgres.ts';

const postgres = await startPostgres();
const pool = await postgres.pool('mine');
const { rows } = await pool.query<{ data_directory: string }>('SHOW data_directory');
process.send?.({ port: postgres.config.port, data: rows[0]?.data_directory });
