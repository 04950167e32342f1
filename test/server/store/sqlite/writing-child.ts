/** A process that writes payments without end, and prints each one after the store has acknowledged it. */
import { writeSync } from 'node:fs';
import process from 'node:process';
import { sqliteStore } from '../../../../src/server/index.ts';
import { sampleAttempt, sampleEvent } from '../../../../src/server/testing/index.ts';

const [path = ''] = process.argv.slice(2);
const store = sqliteStore(path);
for (let index = 0; ; index += 1) {
  const uuid = `${process.pid}-${index}`;
  const attempt = sampleAttempt({ uuid, order: uuid });
  await store.insert(attempt);
  await store.update(attempt, { state: 'PAID' }, sampleEvent(`paid:${uuid}`, uuid));
  await store.putInbox({ key: uuid, gatewayId: index, uuid, receivedAt: index });
  // synchronous, so that no acknowledged line is lost in a buffer when the process is killed
  writeSync(1, `${uuid}\n`);
}
