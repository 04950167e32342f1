/** What stretches the looks: more of everything than a gallery wants to show. */
import type { KvitCheckout } from '../../../src/index.ts';
import { checkout, type Scene } from '../../../demo/gallery/scene.ts';

const documents = { offerUrl: '/demo/offer.html', privacyUrl: '/demo/privacy.html' };

const goods = { vat_code: 2, payment_subject: 1, payment_mode: 4, measurement_unit: 0 };

const LONG = [
  {
    ...goods,
    description: 'Торт свадебный трёхъярусный с клубникой, сливочным кремом и сахарными розами ручной работы',
    price: 1_234_567.89,
    quantity: 7,
  },
  { ...goods, description: 'Ж'.repeat(60), price: 0.01, quantity: 1 },
];

const deep = (element: HTMLElement, selector: string): HTMLElement[] => {
  const cart = element.shadowRoot?.querySelector('kvit-cart')?.shadowRoot;
  return [...(cart?.querySelectorAll<HTMLElement>(selector) ?? [])];
};

async function typeNonsense(element: HTMLElement): Promise<void> {
  await (element as KvitCheckout).updateComplete;
  const [field] = deep(element, 'input') as HTMLInputElement[];
  if (!field) throw new Error('there is no field');
  field.value = 'много';
  field.dispatchEvent(new Event('change'));
}

async function openDetails(element: HTMLElement): Promise<void> {
  await (element as KvitCheckout).updateComplete;
  for (const toggle of deep(element, '.toggle')) toggle.click();
}

export const HARD: readonly Scene[] = [
  {
    id: 'hard-long',
    title: 'Длинные названия, семизначные суммы',
    make: () => checkout({}, { items: LONG, editable: true }),
    play: openDetails,
  },
  {
    id: 'hard-nonsense',
    title: 'Вместо количества слово',
    make: () => checkout({}, { editable: true }),
    play: typeNonsense,
  },
  {
    id: 'hard-all',
    title: 'Всё, о чём можно спросить',
    make: () => checkout({}, { ...documents, subscribe: 'Month', holdTime: 259_200, editable: true }),
    play: async (element) => (element as KvitCheckout).pay(),
  },
  {
    id: 'hard-rtl',
    title: 'На странице справа налево',
    make: () => checkout({}, { ...documents, editable: true, dir: 'rtl' }),
  },
];
