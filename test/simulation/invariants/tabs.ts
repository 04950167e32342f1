import type { StateName } from '../../../src/session/checkout-state.ts';
import { everHad } from '../trace/observed-state.ts';
import type { Finding, Invariant } from './invariant.ts';

type Shown = Readonly<{ state: StateName; handle: string | null; receipts: number }>;

const DONE = new Set<StateName>(['paid', 'receipt']);
const ENDED = new Set<StateName>(['held', 'cancelled', 'failed']);
const OPEN = new Set<StateName>(['away', 'checking', 'redirecting', 'unresolved', 'idle']);

export const I7: Invariant = {
  id: 'I7',
  statement: 'what a tab shows never goes backwards',
  watch() {
    const pages = new Map<number, Shown>();
    const acted = new Set<number>();
    return {
      acted({ page, act }) {
        // A buyer may reopen a settled question; money that arrived stays.
        if (act === 'reset') pages.delete(page);
        acted.add(page);
      },
      shown({ page, state, handle, receipts }): Finding {
        const last = pages.get(page);
        pages.set(page, { state, handle, receipts: receipts.length });
        const free = acted.delete(page);
        if (!last || last.handle !== handle) return null;
        const step = `page ${page} goes from ${last.state} to ${state}`;
        if (DONE.has(last.state) && !DONE.has(state)) return step;
        if (last.state === 'receipt' && state === 'paid') return step;
        if (last.state === 'receipt' && receipts.length < last.receipts)
          return `page ${page} loses a receipt`;
        return !free && ENDED.has(last.state) && OPEN.has(state) ? step : null;
      },
    };
  },
};

const POLLS = 50;
const WINDOW = 900_000;
const THROTTLE = 2000;
/** Milliseconds that the store may take between a poll's claim and its request. */
const SLACK = 150;

export const I12_TAB: Invariant = {
  id: 'I12 (tab)',
  statement: 'at most 50 polls per tab in 15 minutes, and none while it is hidden or offline',
  watch(observed) {
    const polls = new Map<number, number[]>();
    return {
      asked({ page, method, path, awake, at }): Finding {
        if (method !== 'GET') return null;
        if (!awake) return `page ${page} asks ${path} though nobody can see it`;
        if (path !== '/payment') return null;
        const recent = (polls.get(page) ?? []).filter((time) => time > at - WINDOW);
        polls.set(page, [...recent, at]);
        // The tab measures the window by the browser’s clock.
        if (observed.struck('browser clock jump')) return null;
        return recent.length >= POLLS ? `page ${page} polls for the ${recent.length + 1}th time` : null;
      },
    };
  },
};

export const I12_GATEWAY: Invariant = {
  id: 'I12 (gateway)',
  statement: 'one question per payment in 2 s, however many tabs and callbacks',
  watch(observed) {
    /** Time of the last request, by path. */
    const last = new Map<string, number>();
    // These faults move the measuring clock, or give one payment to two attempts.
    const excuses = ['clock jump', 'stall', 'callback forged', 'callback of a wrong uuid', 'callback early'];
    return {
      sent({ method, path, at }): Finding {
        if (method !== 'GET' || path === '/v2/payments') return null;
        const since = at - (last.get(path) ?? -Infinity);
        last.set(path, at);
        if (since >= THROTTLE - SLACK || observed.struck(...excuses)) return null;
        return `${path} is asked again after ${since} ms`;
      },
    };
  },
};

export const I18: Invariant = {
  id: 'I18',
  statement: 'after unmount nothing runs',
  watch() {
    const off = new Set<number>();
    const late = (page: number, what: string): Finding =>
      off.has(page) ? `page ${page} ${what} though its element was taken off` : null;
    return {
      acted({ page, act }) {
        if (act === 'stop') off.add(page);
        if (act === 'start') off.delete(page);
      },
      asked: ({ page, path }) => late(page, `asks ${path}`),
      shown: ({ page, state }) => late(page, `turns ${state}`),
      left: ({ page }) => late(page, 'leaves'),
      kept: ({ page }) => late(page, 'writes to the storage'),
      idle: ({ page, sleeping, listening }) =>
        sleeping + listening > 0 ? late(page, `has ${sleeping} sleepers and ${listening} listeners`) : null,
    };
  },
};

export const I19: Invariant = {
  id: 'I19',
  statement: 'only the gateway’s own word makes a tab show failed, cancelled or held',
  watch(observed) {
    const needed: Partial<Record<StateName, readonly number[]>> = {
      failed: [4],
      cancelled: [2],
      held: [5, 6],
    };
    return {
      shown({ state, handle }): Finding {
        const statuses = needed[state];
        if (!statuses) return null;
        const attempt = observed.attemptOfHandle(handle);
        const said =
          attempt && observed.paymentsOf(attempt.uuid).some((payment) => everHad(payment, ...statuses));
        return said
          ? null
          : `${state} is shown of ${attempt?.uuid ?? 'nobody'}, and the gateway never said so`;
      },
    };
  },
};

export const CRASH: Invariant = {
  id: 'I17 (crash)',
  statement: 'no exception goes uncaught',
  watch: () => ({ crashed: ({ message }) => message }),
};
