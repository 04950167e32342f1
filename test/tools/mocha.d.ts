/** The runner's test framework in the browser; the package of its types would bring far more than is used. */
type MochaBody = (this: { timeout(milliseconds: number): void }) => void | Promise<void>;

interface MochaDeclare {
  (title: string, body: MochaBody): void;
  skip(title: string, body: MochaBody): void;
}

declare const describe: (title: string, body: () => void) => void;
declare const it: MochaDeclare;
declare const before: (body: MochaBody) => void;
declare const after: (body: MochaBody) => void;
declare const beforeEach: (body: MochaBody) => void;
declare const afterEach: (body: MochaBody) => void;
