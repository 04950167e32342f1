import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PAYMENT_PLAN } from '../../src/session/poll-plan.ts';
import { Poller, type PollTask } from '../../src/session/poller.ts';
import { settle } from './fake-clock.ts';
import { FakeWorld } from './fake-world.ts';

const MINUTE = 60_000;

/** A question that is never answered for good, and a record of how it was asked. */
class Asking implements PollTask {
  readonly topic = (): string => 'p1';
  readonly asks: number[] = [];
  readonly world: FakeWorld;
  readonly poller: Poller;
  ends = 0;
  inFlight = 0;
  mostInFlight = 0;
  /** how long an answer takes */
  takes = 0;
  answer: { more: boolean; wait?: number } = { more: true };
  readonly #start: number;

  constructor(world = new FakeWorld()) {
    this.world = world;
    this.poller = new Poller(world, PAYMENT_PLAN, this);
    this.#start = world.now();
  }

  async ask(signal: AbortSignal): Promise<{ more: boolean; wait?: number }> {
    this.asks.push(this.world.now() - this.#start);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    if (this.takes) await this.world.sleep(this.takes, signal);
    this.inFlight -= 1;
    return this.answer;
  }

  deadline(): void {
    this.ends += 1;
  }

  async start(once = false): Promise<this> {
    this.poller.start(once);
    await settle();
    return this;
  }

  async pass(ms: number): Promise<this> {
    await this.world.clock.pass(ms);
    return this;
  }

  async wake(): Promise<void> {
    this.poller.wake();
    await settle();
  }

  /** the pauses between the asks */
  get pauses(): number[] {
    return this.asks.slice(1).map((time, index) => time - (this.asks[index] ?? 0));
  }
}

const mostInAnyWindow = (times: readonly number[], window: number): number =>
  Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + window).length));

describe('Poller on schedule', () => {
  it('asks at once, then with growing pauses between half and whole', async () => {
    const asking = await (await new Asking().start()).pass(5 * MINUTE);
    assert.equal(asking.asks[0], 0);
    asking.pauses.forEach((pause, n) => {
      const whole = Math.min(1000 * 1.6 ** n, 30_000);
      assert.ok(pause >= whole / 2 - 1e-3 && pause <= whole + 1e-3, `pause ${n}: ${pause}`);
    });
    assert.ok(asking.pauses.length > 10);
  });

  it('calls deadline once after a quarter of an hour and stops', async () => {
    const asking = await (await new Asking().start()).pass(16 * MINUTE);
    const count = asking.asks.length;
    assert.equal(asking.ends, 1);
    assert.equal(asking.poller.running, false);
    await asking.pass(60 * MINUTE);
    assert.equal(asking.asks.length, count);
    assert.equal(asking.world.clock.sleeping, 0);
  });

  it('stops when the answer is final', async () => {
    const asking = new Asking();
    asking.answer = { more: false };
    await (await asking.start()).pass(MINUTE);
    assert.deepEqual([asking.asks.length, asking.ends, asking.poller.running], [1, 0, false]);
  });

  it('asks once when started with once', async () => {
    const asking = await (await new Asking().start(true)).pass(MINUTE);
    assert.deepEqual([asking.asks.length, asking.ends], [1, 1]);
  });

  it('has at most one ask in flight with slow answers', async () => {
    const asking = new Asking();
    asking.takes = 8000;
    await asking.start();
    for (let turn = 0; turn < 20; turn += 1) {
      await asking.wake();
      await asking.pass(3000);
    }
    assert.equal(asking.mostInFlight, 1);
  });
});

describe('Poller after stop', () => {
  for (const [when, ms] of [
    ['before its first question', 0],
    ['in a pause', 250],
    ['in a long pause', 70_000],
  ] as const) {
    it(`does nothing afterwards: ${when}`, async () => {
      const asking = new Asking();
      asking.poller.start();
      if (ms) await asking.pass(ms);
      const count = asking.asks.length;
      asking.poller.stop();
      asking.poller.wake();
      await asking.pass(60 * MINUTE);
      assert.deepEqual([asking.asks.length, asking.ends, asking.poller.running], [count, 0, false]);
      assert.equal(asking.world.clock.sleeping, 0);
    });
  }

  it('drops an answer that arrives late', async () => {
    const asking = new Asking();
    asking.takes = 5000;
    await (await asking.start(true)).pass(1000);
    asking.poller.stop();
    await asking.pass(MINUTE);
    assert.deepEqual([asking.asks.length, asking.ends], [1, 0]);
  });

  it('does nothing while it is asleep', async () => {
    const asking = new Asking();
    asking.world.isAwake = false;
    await (await asking.start()).pass(MINUTE);
    asking.poller.stop();
    asking.world.isAwake = true;
    await asking.pass(MINUTE);
    assert.deepEqual([asking.asks.length, asking.world.clock.sleeping], [0, 0]);
  });
});

describe('Poller on a hidden page', () => {
  it('asks nothing while hidden, and at once when visible', async () => {
    const asking = new Asking();
    asking.world.isAwake = false;
    await (await asking.start()).pass(10 * MINUTE + 1);
    assert.equal(asking.asks.length, 0);
    asking.world.isAwake = true;
    await asking.wake();
    assert.deepEqual(asking.asks, [10 * MINUTE + 1]);
  });

  it('starts with short pauses and the full time after a long sleep', async () => {
    const asking = new Asking();
    asking.world.isAwake = false;
    await (await asking.start()).pass(20 * MINUTE);
    asking.world.isAwake = true;
    await asking.wake();
    await asking.pass(3000);
    assert.ok(asking.asks.length >= 3, `${asking.asks.length} asks`);
    await asking.pass(10 * MINUTE);
    assert.equal(asking.ends, 0);
  });

  it('finds without a wake that it may ask again', async () => {
    const asking = new Asking();
    asking.world.isAwake = false;
    await (await asking.start()).pass(MINUTE);
    asking.world.isAwake = true;
    await asking.pass(30_000);
    assert.ok(asking.asks.length > 0);
  });
});

describe('Poller after a wake', () => {
  it('ends a long pause and asks at once', async () => {
    const asking = await (await new Asking().start()).pass(2 * MINUTE);
    const last = asking.asks.at(-1) ?? 0;
    await asking.pass(last + 5000 - 2 * MINUTE > 0 ? last + 5000 - 2 * MINUTE : 5000);
    const count = asking.asks.length;
    await asking.wake();
    assert.equal(asking.asks.length, count + 1);
  });

  it('keeps one second after the last ask', async () => {
    const asking = await (await new Asking().start()).pass(30_000);
    await asking.wake();
    const [count, last] = [asking.asks.length, asking.asks.at(-1) ?? 0];
    await asking.pass(300);
    await asking.wake();
    await asking.wake();
    await asking.pass(699);
    assert.equal(asking.asks.length, count);
    await asking.pass(1);
    assert.deepEqual([asking.asks.length, asking.asks.at(-1)], [count + 1, last + 1000]);
  });

  it('remembers a wake that came while an ask was in flight', async () => {
    const asking = await (await new Asking().start()).pass(MINUTE);
    asking.takes = 4000;
    await asking.wake();
    const count = asking.asks.length;
    await asking.pass(1000);
    await asking.wake();
    await asking.pass(3000 + 1000);
    assert.equal(asking.asks.length, count + 1);
  });

  it('keeps the wait of an answer after a wake and after a new start', async () => {
    const asking = new Asking();
    asking.answer = { more: true, wait: 90_000 };
    await asking.start();
    for (let turn = 0; turn < 8; turn += 1) {
      await asking.pass(10_000);
      await asking.wake();
      await asking.start();
    }
    await asking.pass(9999);
    assert.deepEqual(asking.asks, [0]);
    await asking.pass(1);
    assert.deepEqual(asking.asks, [0, 90_000]);
  });

  it('keeps asking when the clock is set back', async () => {
    const asking = await (await new Asking().start()).pass(MINUTE);
    const count = asking.asks.length;
    asking.world.clock.time -= 60 * MINUTE;
    await asking.start();
    asking.world.clock.time += 0;
    await asking.pass(1000);
    assert.ok(asking.asks.length > count);
  });
});

describe('The limit of a plan', () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20_000 }) }),
    fc.record({ do: fc.constantFrom('wake', 'start', 'once', 'hide', 'show') }),
  );

  it('is 50 asks in any quarter of an hour and one a second', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 100, maxLength: 300 }), fc.nat(), async (acts, seed) => {
        const asking = new Asking(new FakeWorld({ seed }));
        await asking.start();
        for (const one of acts) {
          if (one.do === 'pass') await asking.pass(one.ms);
          else if (one.do === 'wake') await asking.wake();
          else if (one.do === 'hide' || one.do === 'show') asking.world.isAwake = one.do === 'show';
          else await asking.start(one.do === 'once');
        }
        assert.ok(mostInAnyWindow(asking.asks, 15 * MINUTE) <= 50);
        assert.ok(asking.pauses.every((pause) => pause >= 499));
        assert.equal(asking.mostInFlight, 1);
        asking.poller.stop();
      }),
      { numRuns: 25 },
    );
  });

  it('is reached by a wake every second, and calls deadline', async () => {
    const asking = await new Asking().start();
    for (let second = 0; second < 120; second += 1) {
      await asking.pass(1000);
      await asking.wake();
    }
    assert.deepEqual([asking.asks.length, asking.ends], [50, 1]);
  });

  it('counts over a new start, and old asks expire', async () => {
    const asking = await new Asking().start();
    for (let second = 0; second < 60; second += 1) {
      await asking.pass(1000);
      await asking.wake();
    }
    await asking.start();
    assert.deepEqual([asking.asks.length, asking.ends], [50, 2]);
    await asking.pass(15 * MINUTE);
    await asking.start();
    assert.equal(asking.asks.length, 51);
    asking.poller.stop();
  });
});
