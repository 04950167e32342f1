import { relative } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { spec, type TestEvent } from 'node:test/reporters';
import { leaveRunning } from './running.ts';
import { RunningTests } from './running-tests.ts';
import { emptyTally, leaveTally, type Tally } from './tally.ts';

/** Node's own `spec` output, and a tally beside it for `npm test`. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const tally = emptyTally();
  const events = Readable.from(counted(source, tally));
  for await (const text of events.pipe(new spec())) yield String(text);
  leaveTally(tally);
}

async function* counted(source: AsyncIterable<TestEvent>, tally: Tally): AsyncGenerator<TestEvent> {
  const running = new RunningTests();
  for await (const event of source) {
    if (running.hear(event)) leaveRunning(running.names);
    count(event, tally, running);
    yield event;
  }
}

export function count(event: TestEvent, tally: Tally, running = new RunningTests()): void {
  if (event.type !== 'test:pass' && event.type !== 'test:fail') return;
  const { details, name, file, skip, todo } = event.data;
  // A suite only repeats what its tests have said.
  if (details.type === 'suite') return;
  if (skip !== undefined || todo !== undefined) {
    tally.skipped += 1;
  } else if (event.type === 'test:fail') {
    tally.failed += 1;
    tally.broken.push(running.withCut(name));
  } else if (file !== undefined && name === relative(process.cwd(), file)) {
    // Node passes a file without a single test under the file's own name.
    tally.failed += 1;
    tally.broken.push(name);
  } else {
    tally.passed += 1;
  }
}
