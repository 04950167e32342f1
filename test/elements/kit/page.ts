/** What the elements see of their page, made the same in every engine and put back after each test. */

const now = Date.now.bind(Date);
let ahead = 0;
let watched: Console['warn'] | null = null;

/** Moves the clock on, so that no test has to wait for a pause or a deadline. */
export function passTime(ms: number): void {
  ahead += ms;
}

/** As a buyer does who looks at the tab again: whatever waits for its next question asks it now. */
export function lookAgain(): void {
  passTime(5000);
  dispatchEvent(new Event('focus'));
}

export function forgetPayments(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith('kvit:'));
  for (const key of keys) localStorage.removeItem(key);
  sessionStorage.clear();
}

/** Call it once in a test file. */
export function freshPage(): void {
  beforeEach(() => {
    forgetPayments();
    ahead = 0;
    Date.now = () => now() + ahead;
    // a tab in the background of a busy machine is looked at all the same
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    document.documentElement.lang = 'ru';
    // what is told to developers would drown the report
    watched = console.warn;
    console.warn = () => undefined;
  });
  afterEach(() => {
    Date.now = now;
    if (watched) console.warn = watched;
    document.documentElement.removeAttribute('lang');
    Reflect.deleteProperty(document, 'hidden');
    forgetPayments();
  });
}
