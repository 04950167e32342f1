/** The page around the elements, equal in every engine and restored after each test. */

const now = Date.now.bind(Date);
let ahead = 0;
let watched: Console['warn'] | null = null;

/** Moves the clock forward, so that no test waits for a pause or a deadline. @param ms milliseconds */
export function passTime(ms: number): void {
  ahead += ms;
}

/** Focuses the tab five seconds later, so that a waiting poller asks now. */
export function lookAgain(): void {
  passTime(5000);
  dispatchEvent(new Event('focus'));
}

export function forgetPayments(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith('kvit:'));
  for (const key of keys) localStorage.removeItem(key);
  sessionStorage.clear();
}

/** Gives every test a fresh page. Call it once in a test file. */
export function freshPage(): void {
  beforeEach(() => {
    forgetPayments();
    ahead = 0;
    Date.now = () => now() + ahead;
    // on a busy machine the tab may be in the background
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    document.documentElement.lang = 'ru';
    // warnings for developers would fill the report
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
