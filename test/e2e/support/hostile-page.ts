/** What became of hostile texts in a page. */
export interface Harvest {
  /** whether any of them ran */
  readonly ran: boolean;
  /** elements, handlers and links that no element of ours makes */
  readonly made: readonly string[];
  /** errors, and what the page's policy stopped */
  readonly noted: readonly string[];
  /** how many texts were found again as texts */
  readonly shown: number;
}

export interface HostileArgs {
  readonly texts: readonly string[];
  /** how many times they are shown, at least */
  readonly least: number;
  /** for `configure`, where the page is to call it */
  readonly configuration: object | null;
}

const LOOK_MS = 200;
/** A page that shows too little by then shows too little. */
const MOST_LOOKS = 300;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

function itemOf(text: string): object {
  const description = text.replaceAll('\u0000', '0').trim().slice(0, 128);
  const codes = { vat_code: 2, payment_subject: 1, payment_mode: 4, product_code: text.slice(0, 16) || 'x' };
  return { description, quantity: '1', price: '10.00', ...codes };
}

/** Signers that never answer, refuse in hostile words, know another price, or lead somewhere hostile. */
function signersOf(text: string, uuid: string): object[] {
  const refusal = (code: string, more: object) => Object.assign(new Error(code), { code, ...more });
  const order = { uuid, description: text, items: [{ ...itemOf(text), price: '20.00' }] };
  return [
    { createPayment: () => new Promise(() => undefined) },
    { createPayment: () => Promise.reject(refusal('bad_order', { message: text })) },
    { createPayment: () => Promise.reject(refusal('price_changed', { order })) },
    { createPayment: () => Promise.resolve({ id: 'a', paymentUrl: text }) },
  ];
}

function subscriptionsOf(text: string): object {
  const odd = { id: text, description: text, status: text, amount: text, interval: text, start_date: text };
  const even = { id: 1, description: text, status: 1, amount: '1.00', interval: 'Day', next_pay_date: text };
  return { getSubscriptions: () => Promise.resolve({ items: [odd, even] }) };
}

/** A receipt whose every field is the text. */
function paperOf(text: string): object {
  const numbers = [
    'ecr_registration_number',
    'fiscal_document_attribute',
    'fiscal_document_number',
    'fn_number',
  ];
  const others = ['fiscal_receipt_number', 'receipt_datetime', 'shift_number', 'ofd_inn', 'fns_site'];
  return Object.fromEntries([...numbers, ...others, 'ofd_receipt_url'].map((name) => [name, text]));
}

type Drawn = HTMLElement & { updateComplete: Promise<unknown>; pay(): Promise<void> };

/** Types it as a quantity. */
async function type(checkout: HTMLElement, text: string): Promise<void> {
  await (checkout as Drawn).updateComplete;
  const cart = checkout.shadowRoot?.querySelector('kvit-cart') as Drawn | null;
  await cart?.updateComplete;
  const input = cart?.shadowRoot?.querySelector('input');
  if (!input) throw new Error('no field for a quantity');
  input.value = text;
  input.dispatchEvent(new Event('change'));
}

/** Hangs one text into every place that takes one. */
async function hang(place: Element, text: string, n: number): Promise<void> {
  const add = (tag: string, fields: object): HTMLElement => {
    const element = Object.assign(document.createElement(tag), fields);
    place.append(element);
    return element;
  };
  const basics = { uuid: `h-${n}`, description: text, items: [itemOf(text)], holdTime: 3600, editable: true };
  const documents = { offerUrl: text, privacyUrl: text, offerVersion: text };
  const [idle, ...others] = signersOf(text, basics.uuid);
  const open = add('kvit-checkout', { ...basics, ...documents, signer: idle, subscribe: 'Month' });
  add('kvit-checkout', { ...basics, signer: text, websiteUrl: text });
  add('kvit-receipt', { items: [paperOf(text), { status: 'fail', error: [text] }] });
  add('kvit-subscriptions', { signer: subscriptionsOf(text) });
  add('kvit-button', { ...basics, signer: idle }).setAttribute('description', text);
  const leave = { navigate: () => undefined };
  const paying = others.map((signer, at) =>
    add('kvit-checkout', { ...basics, ...leave, uuid: at === 1 ? basics.uuid : `h-${n}-${at}`, signer }),
  );
  await type(open, text);
  await Promise.all(paying.map((element) => (element as Drawn).pay()));
}

/** The names of every element that the widget makes. */
function isOurs({ localName }: Element): boolean {
  const plainly =
    'slot a b s u p h1 h2 h3 h4 dl dt dd div span section strong small header footer article ul li';
  const controls = 'button input label svg path pre br';
  return localName.startsWith('kvit-') || `${plainly} ${controls}`.split(' ').includes(localName);
}

/** Looks through an element and its shadow roots. @param made collects what no element of ours makes */
function look(root: ParentNode, wanted: ReadonlySet<string>, made: Set<string>): number {
  let shown = 0;
  for (const element of root.querySelectorAll('*')) {
    if (!isOurs(element)) made.add(element.localName);
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) made.add(`${element.localName} ${name}`);
      if ((name === 'href' || name === 'src') && !/^https?:\/\//.test(value)) made.add(`${name}=${value}`);
    }
    const words = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE) as Text[];
    shown += words.filter(({ data }) => wanted.has(plain(data))).length;
    if (element.shadowRoot) shown += look(element.shadowRoot, wanted, made);
  }
  return shown;
}

async function hangHostileElements({ texts, least, configuration }: HostileArgs): Promise<Harvest> {
  const address = '/dist/kvit.js';
  const widget = (await import(address)) as { configure(options: object): void };
  if (configuration) widget.configure(configuration);
  const place = document.querySelector('main') as HTMLElement;
  const wanted = new Set(texts.map(plain));
  const made = new Set<string>();
  await Promise.all(texts.map((text, n) => hang(place, text, n)));
  // until all is there, and nothing more comes
  let shown = -1;
  for (let before = -2, looks = 0; before !== shown || (shown < least && looks < MOST_LOOKS); looks += 1) {
    before = shown;
    await pause(LOOK_MS);
    shown = look(place, wanted, made);
  }
  place.replaceChildren();
  const noted = JSON.parse(sessionStorage.getItem('noted') ?? '[]') as string[];
  return { ran: 'kvitRan' in globalThis, made: [...made], noted, shown };
}

/** All of this as a script of the page, whose policy allows no other: it calls it by the last one's name. */
export const HOSTILE_SCRIPT = [
  `const [LOOK_MS, MOST_LOOKS] = [${LOOK_MS}, ${MOST_LOOKS}];`,
  `const pause = ${String(pause)};`,
  `const plain = ${String(plain)};`,
  ...[itemOf, signersOf, subscriptionsOf, paperOf, type, hang, isOurs, look, hangHostileElements].map(String),
].join('\n');
