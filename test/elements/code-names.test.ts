import { expect } from '@open-wc/testing';
import { configure } from '../../src/index.ts';
import { all, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { bun } from './kit/sample.ts';
import { checkout, eventually } from './kit/scene.ts';

/** The details of the first line: its subject, then its mode. */
const said = (element: HTMLElement): string[] => all(element, '.more dd').map(textOf);

const count = (element: HTMLElement): string => all(element, '.count').map(textOf).join();

describe('the names of codes', () => {
  freshPage();

  it('can be the shop’s own, in each language', async () => {
    configure({
      messages: {
        ru: { units: { 0: 'упак.' }, subjects: { 4: 'Урок' }, modes: { 4: 'Оплата сразу' } },
        en: { units: { 11: 'kilos' } },
      },
    });
    const items = [{ ...bun, payment_subject: 4 }];
    const { element } = await checkout(undefined, { items });
    expect(count(element)).to.equal('3 упак. × 83,50 ₽');
    expect(said(element)).to.deep.equal(['Урок', 'Оплата сразу']);
    element.language = 'en';
    await eventually(() => said(element)[0] === 'Service', 'English');
    expect(count(element)).to.equal('3 pcs × ₽83.50');
    element.items = [{ ...bun, measurement_unit: 11 }];
    await eventually(() => count(element) === '3 kilos × ₽83.50', 'the shop’s English');
  });

  it('are available at once, including rare ones', async () => {
    const { element } = await checkout(undefined, {
      items: [{ ...bun, payment_subject: 7, payment_mode: 7 }],
    });
    expect(said(element)).to.deep.equal(['Лотерейный билет', 'Выплата по кредиту']);
  });
});
