import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandWorld } from '../../src/cli/command-world.ts';

export const KEYS = {
  KVIT_SECRET: 'test_secret',
  KVIT_API_KEY: 'test_key',
  KVIT_CALLBACK_SECRET: 'callback_secret_1',
};

export const BUN = {
  description: 'Булочка с маком',
  price: '83.50',
  vat_code: 2,
  payment_subject: 1,
  payment_mode: 4,
  measurement_unit: 0,
};

/** A command's world in a test: a temporary folder for files, and the recorded output. */
export class FakeCommandWorld implements CommandWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'kvit-cli-'));
  readonly environment: Record<string, string>;
  readonly lines: string[] = [];
  readonly complaints: string[] = [];
  #ended = false;
  readonly #events = new EventEmitter();

  /** @param test the test whose end deletes the folder */
  constructor(test: { after(clean: () => void): void }, environment: Record<string, string> = KEYS) {
    this.environment = environment;
    test.after(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Writes a file into the folder. @returns its path */
  file(name: string, content: unknown): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  readonly write = (text: string): void => {
    this.lines.push(text);
    this.#events.emit('line');
  };

  readonly complain = (text: string): void => void this.complaints.push(text);

  readonly stopped = async (): Promise<void> => {
    if (!this.#ended) await once(this.#events, 'stop');
  };

  readonly stop = (): void => {
    this.#ended = true;
    this.#events.emit('stop');
  };

  /** Waits for the first log line with that message. */
  async logged(message: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.log.find(({ msg }) => msg === message);
      if (found) return found;
      await once(this.#events, 'line');
    }
  }

  get log(): Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}
