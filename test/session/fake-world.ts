import type { Wake, World } from '../../src/session/world.ts';
import { TabLocks, type LockMode } from '../simulation/world/tab-locks.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeStorage } from './fake-storage.ts';

/** `blocked`: even to look at the storage throws. `none`: the browser has none to give. */
export type StorageMode = 'open' | 'blocked' | 'none';

/** State that the tabs of one browser share. */
export class FakeTabs {
  readonly worlds: FakeWorld[] = [];
  readonly locks: TabLocks;
  hints = 0;

  constructor(locks: LockMode = 'fair') {
    this.locks = new TabLocks(locks);
  }

  hint(from: FakeWorld): void {
    this.hints += 1;
    for (const world of this.worlds) if (world !== from) queueMicrotask(() => world.wake('hint'));
  }
}

interface FakeWorldOptions {
  clock?: FakeClock;
  disk?: FakeStorage;
  name?: string;
  seed?: number;
  tabs?: FakeTabs | undefined;
}

/** The world of one tab. Tabs of one browser share a clock and a storage. */
export class FakeWorld implements World {
  readonly clock: FakeClock;
  readonly disk: FakeStorage;
  storageMode: StorageMode = 'open';
  isAwake = true;
  readonly tabs: FakeTabs | undefined;
  readonly #listeners = new Set<(wake: Wake) => void>();
  readonly #name: string;
  #seed: number;
  #keys = 0;

  constructor({
    clock = new FakeClock(),
    disk = new FakeStorage(),
    name = 'tab',
    seed = 1,
    tabs,
  }: FakeWorldOptions = {}) {
    this.tabs = tabs;
    tabs?.worlds.push(this);
    this.clock = clock;
    this.disk = disk;
    this.#name = name;
    this.#seed = seed;
  }

  get storage(): FakeStorage | null {
    if (this.storageMode === 'blocked') throw new DOMException('blocked', 'SecurityError');
    return this.storageMode === 'none' ? null : this.disk;
  }

  now = (): number => this.clock.time;

  /** mulberry32 */
  random = (): number => {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };

  uuid = (): string => {
    this.#keys += 1;
    return `${this.#name}-key-${this.#keys}`;
  };

  sleep = (ms: number, signal: AbortSignal): Promise<void> => this.clock.sleep(ms, signal);

  fetch: typeof fetch = () => Promise.reject(new TypeError('this world has no network'));

  awake = (): boolean => this.isAwake;

  onWake = (listener: (wake: Wake) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  hint = (): void => this.tabs?.hint(this);

  takeTurns: World['takeTurns'] = (name, changed, signal) =>
    this.tabs ? this.tabs.locks.request(this, name, changed, signal) : changed(true);

  /** for its browser's locks */
  get seen(): boolean {
    return this.isAwake;
  }

  get listening(): number {
    return this.#listeners.size;
  }

  wake(wake: Wake): void {
    for (const listener of this.#listeners) listener(wake);
  }
}
