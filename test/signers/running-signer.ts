import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sqliteStore } from '../../src/server/index.ts';
import { interpreterPath } from '../../tools/interpreters.ts';
import { freePort } from '../tools/free-port.ts';
import { ACCOUNT, CALLBACK_SECRET } from './account.ts';

/** The two in other languages, and ours, which they have to answer like. */
export const KINDS = ['php', 'python', 'kit'] as const;
export type Kind = (typeof KINDS)[number];

export interface SignerOptions {
  readonly kind: Kind;
  /** the gateway's origin */
  readonly gateway: string;
  /** the origin of the shop's pages */
  readonly origin: string;
  /** how many requests PHP takes at once */
  readonly workers?: number;
}

const START_MS = 20_000;
const ENDINGS = ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function commandOf(kind: Kind, port: number): [program: string, ...args: string[]] {
  const signers = '../../demo/signers/';
  switch (kind) {
    case 'php':
      return [interpreterPath('php'), '-q', '-S', `127.0.0.1:${port}`, fileOf(`${signers}signer.php`)];
    case 'python':
      return [interpreterPath('python3'), fileOf(`${signers}signer.py`)];
    case 'kit':
      return [process.execPath, fileOf('kit-signer.ts')];
  }
}

/** PHP leaves its workers behind when it is ended alone, so each signer leads a group of its own. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

/** A signer in a process of its own, on a spare port of the loopback. It ends with us, however we end. */
export class RunningSigner {
  readonly kind: Kind;
  /** everything it has printed */
  log = '';
  readonly #options: SignerOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'kvit-signer-'));
  #port = 0;
  #child: ChildProcess | null = null;

  private constructor(options: SignerOptions) {
    this.kind = options.kind;
    this.#options = options;
    for (const event of ENDINGS) process.on(event, this.#end);
  }

  static async start(options: SignerOptions): Promise<RunningSigner> {
    const signer = new RunningSigner(options);
    await signer.start();
    return signer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts again after {@link kill}, over the same files. */
  async start(): Promise<void> {
    this.#port = await freePort();
    const [program, ...args] = commandOf(this.kind, this.#port);
    const child = spawn(program, args, {
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    }
    const deadline = Date.now() + START_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the signer in ${this.kind} does not start:\n${this.log}`);
      }
      await sleep(50);
    }
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    const gone = once(child, 'exit');
    endGroup(child);
    await gone;
  }

  async stop(): Promise<void> {
    for (const event of ENDINGS) process.off(event, this.#end);
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      endGroup(child);
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A test run that is interrupted, or whose time is over, must leave nobody behind. */
  readonly #end = (event: string | number): void => {
    for (const other of ENDINGS) process.off(other, this.#end);
    if (this.#child) endGroup(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
    if (typeof event === 'string') process.kill(process.pid, event);
  };

  /** The stored consents of an order, one entry per attempt, oldest first. */
  async keptConsents(order: string): Promise<unknown[]> {
    if (this.kind === 'kit') {
      const store = sqliteStore(join(this.#folder, 'payments.sqlite'));
      const attempts = await store.ofOrder(order);
      await store.close();
      return attempts.map(({ consents }) => JSON.parse(consents ?? '[]') as unknown);
    }
    const file = join(this.#folder, createHash('sha256').update(order).digest('hex'));
    const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const attempts = rows.map((row) => JSON.parse(row) as { n: number; consents: unknown });
    return [...new Map(attempts.map(({ n, consents }) => [n, consents])).values()];
  }

  #environment(): Record<string, string | undefined> {
    return {
      ...process.env,
      URLPAY_SHOP_ID: String(ACCOUNT.shopId),
      URLPAY_SECRET: ACCOUNT.secret,
      URLPAY_KEY: ACCOUNT.apiKey,
      URLPAY_GATEWAY: `${this.#options.gateway}/api`,
      KVIT_ORIGINS: this.#options.origin,
      KVIT_CALLBACK_SECRET: CALLBACK_SECRET,
      KVIT_DATA: this.#folder,
      PORT: String(this.#port),
      PHP_CLI_SERVER_WORKERS: String(this.#options.workers ?? 8),
    };
  }

  async #answers(): Promise<boolean> {
    const answer = await fetch(`${this.url}/`).catch(() => null);
    return answer !== null;
  }
}
