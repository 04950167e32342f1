import type { Environment } from './config/keys.ts';

/** What a command needs from its surroundings. */
export interface CommandWorld {
  readonly environment: Environment;
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Resolves when the command is to stop. */
  readonly stopped: () => Promise<void>;
}

export const PROCESS: CommandWorld = {
  environment: process.env,
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  stopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
};
