/** The test panel: logs the events of the elements and controls the sandbox. */
import type { KvitSubscriptions } from '../src/index.ts';
import { EventLog } from './panel/event-log.ts';
import { scenarioSwitch } from './panel/scenario-switch.ts';

const OPEN = 'bulka:panel';
const WEEK_MS = 7 * 24 * 3_600_000;

function newOrder(): HTMLAnchorElement {
  const link = document.createElement('a');
  const here = location.pathname === '/demo/return.html' ? '/demo/checkout.html' : location.pathname;
  link.href = `/demo/new-order?to=${encodeURIComponent(here)}`;
  link.textContent = 'Новый заказ';
  return link;
}

function clearButton(log: EventLog): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Очистить';
  button.addEventListener('click', () => log.clear());
  return button;
}

/** Advances the sandbox's clock by a week, so that renewals, receipts and ends of holds come due. */
function weekButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Прошла неделя';
  button.addEventListener('click', () => void passWeek(button));
  return button;
}

async function passWeek(button: HTMLButtonElement): Promise<void> {
  button.disabled = true;
  try {
    const body = JSON.stringify({ advance: WEEK_MS });
    await fetch('/_sandbox/clock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    document.querySelector<KvitSubscriptions>('kvit-subscriptions')?.refresh();
  } finally {
    button.disabled = false;
  }
}

/** The summary of the closed panel shows the latest state. It is not a live region, so screen readers do not announce it. */
function summary(): HTMLElement {
  const words = document.createElement('summary');
  const state = document.createElement('b');
  state.textContent = 'idle';
  words.append('Отладка ', state);
  document.body.addEventListener('kvit-change', (event) => {
    state.textContent = event.state;
  });
  return words;
}

/** Keeps the panel open or closed from one page to the next. */
function rememberOpen(details: HTMLDetailsElement): void {
  try {
    details.open = sessionStorage.getItem(OPEN) === 'yes';
    details.addEventListener('toggle', () => sessionStorage.setItem(OPEN, details.open ? 'yes' : 'no'));
  } catch {
    // storage is blocked: the panel starts closed on every page
  }
}

function panel(): HTMLElement {
  const log = new EventLog();
  const details = document.createElement('details');
  const row = document.createElement('p');
  row.append(newOrder(), weekButton(), clearButton(log));
  const body = document.createElement('div');
  body.append(scenarioSwitch(), row, log.list);
  details.append(summary(), body);
  rememberOpen(details);
  const aside = document.createElement('aside');
  aside.className = 'test-panel';
  aside.setAttribute('aria-label', 'Отладка оплаты');
  aside.append(details);
  return aside;
}

document.body.append(panel());
