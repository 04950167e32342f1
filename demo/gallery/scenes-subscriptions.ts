import { KvitSubscriptions, type SignerApi } from '../../src/index.ts';
import type { Scene } from './scene.ts';
import { offline, scriptedSigner } from './scripted-signer.ts';

const BREAD = {
  id: 1,
  description: 'Свежий хлеб каждую неделю',
  status: 1,
  currency: 'rub',
  amount: 390,
  start_date: '2026-11-01',
  next_pay_date: '2026-11-29',
  interval: 'Week',
};

const TEA = { ...BREAD, id: 2, description: 'Чай к воскресенью', status: 0, amount: 520, interval: 'Month' };

/** A subscription with an undocumented status and few fields. */
const ODD = { id: 3, description: 'Старая подписка', status: 4 };

const listOf = (items: readonly unknown[]) => (): Promise<unknown> => Promise.resolve({ items });

/** Creates a buyer's list with a scripted signer. */
function subscriptions(more: Partial<SignerApi>): KvitSubscriptions {
  const signer = { ...scriptedSigner(), cancelSubscription: offline, ...more };
  return Object.assign(new KvitSubscriptions(), { signer });
}

const mine = (): KvitSubscriptions => subscriptions({ getSubscriptions: listOf([BREAD, TEA, ODD]) });

/** Waits until an element is rendered, and presses it. */
async function press(element: HTMLElement, selector: string): Promise<void> {
  const root = element.shadowRoot;
  if (!root) return;
  const find = () => root.querySelector<HTMLElement>(selector);
  if (!find())
    await new Promise<void>((resolve) => {
      const look = new MutationObserver(() => {
        if (!find()) return;
        look.disconnect();
        resolve();
      });
      look.observe(root, { childList: true, subtree: true });
    });
  find()?.click();
}

async function pressTwice(element: HTMLElement): Promise<void> {
  await press(element, '[part="cancel"]');
  await press(element, '[role="group"] [part="cancel"]');
}

/** The states of the list of subscriptions. */
export const SUBSCRIPTIONS: readonly Scene[] = [
  { id: 'subscriptions', title: 'Мои подписки', make: mine },
  {
    id: 'subscriptions-sure',
    title: 'Отменить?',
    make: () => subscriptions({ getSubscriptions: listOf([BREAD]) }),
    play: (element) => press(element, '[part="cancel"]'),
  },
  {
    id: 'subscriptions-failed',
    title: 'Отменить не получилось',
    make: () => subscriptions({ getSubscriptions: listOf([BREAD]) }),
    play: pressTwice,
  },
  {
    id: 'subscriptions-empty',
    title: 'Подписок нет',
    make: () => subscriptions({ getSubscriptions: listOf([]) }),
  },
  {
    id: 'subscriptions-offline',
    title: 'Подписки не загрузились',
    make: () => subscriptions({ getSubscriptions: offline }),
  },
];
