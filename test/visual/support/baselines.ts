import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import process from 'node:process';
import type { EngineName } from '../../../tools/browsers.ts';
import { compareClosely, compareCoarsely, type Difference } from './compare.ts';
import { decode, encode, encodeSmall, type Picture } from './picture.ts';

/** Whether what is there now becomes what is to be there: `npm run visual:update`. */
export const UPDATING = process.env['KVIT_VISUAL'] === 'update';

const FOLDER = 'test/visual/baselines';
/** What a failure leaves to look at. */
const EVIDENCE = '.cache/visual';

/** How an engine calls itself and its version, in its own words. */
const VERSIONS: Readonly<Record<EngineName, RegExp>> = {
  chromium: /Chrome\/\d+/,
  firefox: /Firefox\/\d+/,
  webkit: /Version\/[\d.]+/,
};

function systemName(): string {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
  return `${value('ID')} ${value('VERSION_ID')}`.trim() || process.platform;
}

/** Letters are drawn by the engine with the libraries of the system. */
export function maker(engine: EngineName, userAgent: string): string {
  const version = VERSIONS[engine].exec(userAgent)?.[0] ?? userAgent;
  return `${version} on ${systemName()}`;
}

/** The pictures of one engine that were found to be right. */
export class Baselines {
  readonly #engine: EngineName;
  readonly #maker: string;
  readonly #first: string;

  /** @param made what takes pictures now */
  constructor(engine: EngineName, made: string) {
    this.#engine = engine;
    this.#maker = made;
    this.#first = existsSync(this.#makerFile) ? readFileSync(this.#makerFile, 'utf8').trim() : '';
  }

  get #makerFile(): string {
    return `${FOLDER}/${this.#engine}/made-by.txt`;
  }

  /** What another version means for the comparison, in words, or nothing. */
  get remark(): string | null {
    return this.#first === this.#maker
      ? null
      : `${this.#engine}: the pictures are by ${this.#first || 'nobody'}, this is ${this.#maker}: compared coarsely`;
  }

  #file(view: string, id: string): string {
    return `${FOLDER}/${this.#engine}/${view}/${id}.png`;
  }

  /** Compares a picture with what it was, or makes it so. @returns what is wrong with it */
  check(view: string, id: string, now: Picture): string | null {
    const file = this.#file(view, id);
    const before = existsSync(file) ? decode(readFileSync(file)) : null;
    const compare = this.remark === null ? compareClosely : compareCoarsely;
    const difference = before ? compare(before, now) : { words: 'has no picture yet' };
    // an update by another version takes everything anew
    if (UPDATING && (difference || this.remark !== null)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, encodeSmall(now));
      return null;
    }
    return difference && `${id}: ${difference.words} (${this.#leave(view, id, now, difference)})`;
  }

  #leave(view: string, id: string, now: Picture, { picture }: Difference): string {
    const stem = `${EVIDENCE}/${this.#engine}/${view}/${id}`;
    mkdirSync(dirname(stem), { recursive: true });
    writeFileSync(`${stem}.png`, encode(now));
    if (!picture) return `${stem}.png`;
    writeFileSync(`${stem}.diff.png`, encode(picture));
    return `${stem}.png and ${stem}.diff.png`;
  }

  /** Pictures of scenes that are gone. @param ids of those that there are */
  strays(ids: ReadonlySet<string>): string[] {
    const stray = globSync(`${FOLDER}/${this.#engine}/*/*.png`).filter(
      (file) => !ids.has(basename(file, '.png')),
    );
    if (!UPDATING) return stray;
    for (const file of stray) rmSync(file);
    mkdirSync(dirname(this.#makerFile), { recursive: true });
    writeFileSync(this.#makerFile, `${this.#maker}\n`);
    return [];
  }
}

/** Nothing of an earlier failure is left to be taken for a new one. */
export function clearEvidence(engine: EngineName): void {
  rmSync(`${EVIDENCE}/${engine}`, { recursive: true, force: true });
}
