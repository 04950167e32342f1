/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The process that a command runs in: its environment, its output, and the signal to stop. */
export interface CommandWorld {
  readonly environment: Environment;
  /** prints to standard output */
  readonly write: (text: string) => void;
  /** prints to standard error */
  readonly complain: (text: string) => void;
  /** resolves when the command must stop */
  readonly stopped: () => Promise<void>;
}

/** The real process; Ctrl-C and SIGTERM stop the command. */
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
