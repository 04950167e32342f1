import type { EngineName } from '../../../tools/browsers.ts';
import { Session } from './session.ts';
import type { Guise, TabGroup } from './tab.ts';

/** A running engine that hands out clean sessions. */
export class Browser {
  readonly name: EngineName;
  readonly #openGroup: (guise?: Guise) => Promise<TabGroup>;
  readonly #quit: () => Promise<void>;
  readonly #sessions = new Set<Session>();

  constructor(name: EngineName, openGroup: (guise?: Guise) => Promise<TabGroup>, quit: () => Promise<void>) {
    this.name = name;
    this.#openGroup = openGroup;
    this.#quit = quit;
  }

  /** @param guise in Chromium alone */
  async session(guise?: Guise): Promise<Session> {
    const session = await Session.start(await this.#openGroup(guise), guise?.viewport);
    this.#sessions.add(session);
    return session;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
    await this.#quit();
  }
}
