import { expect, fixture, html as open } from '@open-wc/testing';
import { css, html, LitElement } from 'lit';

class ProbeElement extends LitElement {
  static override styles = css`
    button {
      color: rgb(1, 2, 3);
      background: white;
    }
  `;
  static override properties = { count: { type: Number } };
  declare count: number;

  constructor() {
    super();
    this.count = 0;
  }

  #increment = (): void => {
    this.count += 1;
  };

  override render(): unknown {
    return html`<button @click=${this.#increment}>Нажато: ${this.count}</button>`;
  }
}

customElements.define('probe-element', ProbeElement);

/** The features that the elements need, tested in each engine, so that a failure names the missing feature. */
describe('the engine', () => {
  it('runs a Lit element with an adopted sheet, events and accessible markup', async () => {
    const element = await fixture<ProbeElement>(open`<probe-element></probe-element>`);
    const button = element.shadowRoot?.querySelector('button');
    button?.click();
    await element.updateComplete;
    expect(button?.textContent).to.equal('Нажато: 1');
    expect(getComputedStyle(button as Element).color).to.equal('rgb(1, 2, 3)');
    expect(element.shadowRoot?.adoptedStyleSheets).to.have.length.greaterThan(0);
    await expect(element).to.be.accessible();
  });

  it('has a modal dialog that Escape can cancel', () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    expect(dialog.matches(':modal')).to.equal(true);
    dialog.close('done');
    expect(dialog.returnValue).to.equal('done');
    dialog.remove();
  });

  it('counts in BigInt and clones it', () => {
    expect(structuredClone({ kopecks: 2n ** 64n })).to.deep.equal({ kopecks: 18446744073709551616n });
  });

  it('parses addresses and times out fetches', () => {
    expect(URL.canParse('https://shop.example/?a=1')).to.equal(true);
    expect(AbortSignal.timeout(1000)).to.be.instanceOf(AbortSignal);
    expect(AbortSignal.any([AbortSignal.abort()]).aborted).to.equal(true);
  });

  it('makes random identifiers and knows Russian plurals', () => {
    expect(crypto.randomUUID()).to.match(/^[\da-f-]{36}$/);
    expect(new Intl.PluralRules('ru').select(3)).to.equal('few');
  });
});
