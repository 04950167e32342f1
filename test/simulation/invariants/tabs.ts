import type { StateName } from '../../../src/session/checkout-state.ts';
import { everHad } from '../ledger.ts';
import type { Finding, Invariant } from './invariant.ts';

type Shown = Readonly<{ state: StateName; handle: string | null; receipts: number }>;

const DONE = new Set<StateName>(['paid', 'receipt']);
const ENDED = new Set<StateName>(['held', 'cancelled', 'failed']);
const OPEN = new Set<StateName>(['away', 'checking', 'redirecting', 'unresolved', 'idle']);

export const I7: Invariant = {
  id: 'I7',
  says: 'what a tab shows never goes backwards',
  watch() {
    const pages = new Map<number, Shown>();
    const acted = new Set<number>();
    return {
      acted({ page, act }) {
        // a buyer who asks again, or begins anew, wants the question to be open again; money that came stays
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
/** The store may take this long between the claim of a question and the question. */
const SLACK = 150;

export const I12_TAB: Invariant = {
  id: 'I12 (tab)',
  says: 'at most 50 polls per tab in 15 minutes, and none while it is hidden or offline',
  watch(ledger) {
    const polls = new Map<number, number[]>();
    return {
      asked({ page, method, path, awake, at }): Finding {
        if (method !== 'GET') return null;
        if (!awake) return `page ${page} asks ${path} though nobody can see it`;
        if (path !== '/payment') return null;
        const recent = (polls.get(page) ?? []).filter((time) => time > at - WINDOW);
        polls.set(page, [...recent, at]);
        // the bound is kept by the browser’s own clock
        if (ledger.struck('browser clock jump')) return null;
        return recent.length >= POLLS ? `page ${page} polls for the ${recent.length + 1}th time` : null;
      },
    };
  },
};

export const I12_GATEWAY: Invariant = {
  id: 'I12 (gateway)',
  says: 'one question per payment in 2 s, however many tabs and callbacks',
  watch(ledger) {
    /** when each thing was asked last */
    const last = new Map<string, number>();
    // these move the clock by which it is measured, or put two attempts onto one payment
    const excuses = ['clock jump', 'stall', 'callback forged', 'callback of a wrong uuid', 'callback early'];
    return {
      sent({ method, path, at }): Finding {
        if (method !== 'GET' || path === '/v2/payments') return null;
        const since = at - (last.get(path) ?? -Infinity);
        last.set(path, at);
        if (since >= THROTTLE - SLACK || ledger.struck(...excuses)) return null;
        return `${path} is asked again after ${since} ms`;
      },
    };
  },
};

export const I18: Invariant = {
  id: 'I18',
  says: 'after unmount nothing runs',
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
  says: 'only the gateway’s own word makes a tab show failed, cancelled or held',
  watch(ledger) {
    const needed: Partial<Record<StateName, readonly number[]>> = {
      failed: [4],
      cancelled: [2],
      held: [5, 6],
    };
    return {
      shown({ state, handle }): Finding {
        const statuses = needed[state];
        if (!statuses) return null;
        const attempt = ledger.attemptOfHandle(handle);
        const said =
          attempt && ledger.paymentsOf(attempt.uuid).some((payment) => everHad(payment, ...statuses));
        return said
          ? null
          : `${state} is shown of ${attempt?.uuid ?? 'nobody'}, and the gateway never said so`;
      },
    };
  },
};

export const CRASH: Invariant = {
  id: 'I17 (crash)',
  says: 'no exception goes uncaught',
  watch: () => ({ crashed: ({ message }) => message }),
};
