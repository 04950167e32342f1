import type { EngineName } from '../../../tools/browsers.ts';
import { Session } from './session.ts';
import type { TabGroup } from './tab.ts';

/** A running engine that hands out clean sessions. */
export class Browser {
  readonly name: EngineName;
  readonly #openGroup: () => Promise<TabGroup>;
  readonly #quit: () => Promise<void>;
  readonly #sessions = new Set<Session>();

  constructor(name: EngineName, openGroup: () => Promise<TabGroup>, quit: () => Promise<void>) {
    this.name = name;
    this.#openGroup = openGroup;
    this.#quit = quit;
  }

  async session(): Promise<Session> {
    const session = await Session.start(await this.#openGroup());
    this.#sessions.add(session);
    return session;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
    await this.#quit();
  }
}
