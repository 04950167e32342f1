import { expect, fixture, html } from '@open-wc/testing';
import type { KvitReceipt } from '../../src/index.ts';
import { all, find, part, textOf } from './kit/deep.ts';
import { ElementSigner, refusal } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { bun, ORDER, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState, turn } from './kit/scene.ts';

const RUN = 'globalThis.kvitRan=1';

/** Each text would run or become an element where code builds HTML from text. */
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror=${RUN}>`,
  `" onmouseover="${RUN}" x="`,
  `' autofocus onfocus='${RUN}`,
  `</section><img src=x onerror=${RUN}>`,
  `</template><img src=x onerror=${RUN}>`,
  `--><img src=x onerror=${RUN}><!--`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `]]><img src=x onerror=${RUN}>`,
  `</style><img src=x onerror=${RUN}>`,
  `</textarea><img src=x onerror=${RUN}>`,
  `</title><img src=x onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.kvitRan=1</script>">`,
  `<iframe src="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">x</a>`,
  `<form action="javascript:${RUN}"><button>x`,
  `<object data="javascript:${RUN}">`,
  `<embed src="javascript:${RUN}">`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv=refresh content="0;url=//evil.example">`,
  `<link rel=stylesheet href=//evil.example>`,
  `<style>*{display:none}</style>`,
  `<details open ontoggle="${RUN}">`,
  `<video><source onerror="${RUN}">`,
  `<math><mi xlink:href="javascript:${RUN}">x`,
  `<kvit-item description="x">`,
  `<slot></slot><template>x`,
  '${' + RUN + '}',
  `{{constructor.constructor('${RUN}')()}}`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `<?lit$1$?><!--lit-part-->`,
  `$&$1\\u003cscript\\u003e`,
];

const TAGS =
  'script, img, iframe, object, embed, base, meta, link, style, form, video, math, details, slot:not([name]), template';

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Checks that no text ran or became an element. */
async function expectHarmless(element: Element): Promise<void> {
  await turn();
  expect(Reflect.has(globalThis, 'kvitRan')).to.equal(false);
  expect(all(element, TAGS).map(({ localName }) => localName)).to.deep.equal([]);
  const handlers = all(element, '*').flatMap((one) =>
    one.getAttributeNames().filter((name) => name.startsWith('on')),
  );
  expect(handlers).to.deep.equal([]);
}

describe('text with HTML in it', () => {
  freshPage();

  for (const payload of PAYLOADS) {
    it(`stays text: ${payload}`, async () => {
      const { element } = await checkout(undefined, {
        description: payload,
        items: [{ ...bun, description: payload, product_code: '<img src=x>' }],
        editable: true,
      });
      expect(textOf(find(element, 'h2'))).to.equal(plain(payload));
      expect(textOf(find(element, '.name'))).to.equal(plain(payload));
      expect(find(element, 'section').getAttribute('aria-label')).to.equal(payload);
      await expectHarmless(element);
      element.remove();
      const items = [
        {
          ...receipt,
          ecr_registration_number: payload,
          fn_number: payload,
          fiscal_document_number: payload,
          fiscal_document_attribute: payload,
          fiscal_receipt_number: payload,
          shift_number: payload,
          ofd_inn: payload,
          fns_site: payload,
          ofd_receipt_url: payload,
        },
        { status: 'fail', error: [payload] },
      ];
      const paper = await fixture<KvitReceipt>(html`<kvit-receipt .items=${items}></kvit-receipt>`);
      await eventually(() => all(paper, 'article').length === 2, 'the receipts');
      expect(textOf(find(paper, '.fault'))).to.equal(plain(payload));
      await expectHarmless(paper);
    });
  }

  it('stays text in the signer’s answers', async () => {
    for (const payload of PAYLOADS.slice(0, 8)) {
      const error = Object.assign(refusal('bad_order'), { message: payload });
      const { element, place } = await checkout(new ElementSigner().creates(error));
      await element.pay();
      await nextState(element, 'error');
      expect(textOf(find(element, 'pre'))).to.contain(plain(payload));
      await expectHarmless(element);
      place.remove();
    }
  });

  it('stays text in a changed price', async () => {
    const [payload = ''] = PAYLOADS;
    const order = { ...ORDER, description: payload, items: [{ ...bun, price: '1', description: payload }] };
    const { element } = await checkout(new ElementSigner().creates(refusal('price_changed', { order })));
    await element.pay();
    await nextState(element, 'idle');
    expect(textOf(find(element, 'h2'))).to.equal(payload);
    await expectHarmless(element);
  });

  it('stays text in a typed quantity', async () => {
    const { element } = await checkout(undefined, { editable: true });
    const input = find(element, '.edit input') as HTMLInputElement;
    input.value = PAYLOADS[1] ?? '';
    input.dispatchEvent(new Event('change'));
    await turn();
    expect(input.value).to.equal(PAYLOADS[1]);
    await expectHarmless(element);
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'java\tscript:alert(1)', 'vbscript:x']) {
    it(`makes no link of ${JSON.stringify(url)}`, async () => {
      const { element } = await checkout(undefined, { offerUrl: url, privacyUrl: url });
      expect(all(element, 'a')).to.deep.equal([]);
      expect(part(element, 'pay')).to.be.instanceOf(HTMLButtonElement);
    });
  }
});
