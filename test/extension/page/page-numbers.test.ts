// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { numberOfAddress } from '#shared/phone/address.ts';
import { locateNumbers } from '#shared/phone/locate-numbers.ts';
import { MAX_PAGE_NUMBERS, pageNumbers } from '../../../extension/messages/messages.ts';
import type { NumberLocator } from '../../../extension/page/number-locator.ts';
import { numbersOnPage } from '../../../extension/page/page-numbers.ts';

/** Reads as the background does. */
const locator: NumberLocator = {
  locate: async (proposal) => locateNumbers(proposal, 'DE'),
  located: (proposal) => locateNumbers(proposal, 'DE'),
  dialledBy: async (address) => numberOfAddress(address) ?? '',
  dialledAlready: (address) => numberOfAddress(address) ?? '',
};
const list = (by = locator) => numbersOnPage(document.documentElement, by, new AbortController().signal);

describe('the list of a page’s numbers', () => {
  beforeEach(() => {
    document.documentElement.innerHTML = '<head></head><body></body>';
  });

  it('holds each number once, in page order, and of links the dialled one', async () => {
    document.body.innerHTML = `<p>Office 030 23125-123</p><p><a href="tel:+442079460018">Ring London</a></p>
      <ul><li>030 23125-<b>124</b></li><li>again 030 23125-123</li></ul><a href="callto:+33199001234"><img alt=""></a>`;
    expect(await list()).toEqual(['030 23125-123', '+442079460018', '030 23125-124', '+33199001234']);
  });

  it('holds only what the background takes for a number', async () => {
    document.body.innerHTML = '<p>+49 30 23125123</p><p>+49 30 23125124</p>';
    const picky = { ...locator, locate: async () => [{ start: 4, end: 8 }] };
    expect(await list(picky)).toEqual(['30 2']);
  });

  it('holds the text of a link that dials no number', async () => {
    document.body.innerHTML = '<a href="sip:anna1@pbx.example">+49 30 23125123</a>';
    expect(await list()).toEqual(['+49 30 23125123']);
  });

  it('leaves out what stands beside a number, and numbers of other things', async () => {
    document.body.innerHTML = `<p>14:05 030 23125123</p>
      <table><tr><th>Rechnungsnr.</th></tr><tr><td>030 23125124</td></tr></table>`;
    expect(await list()).toEqual(['030 23125123']);
  });

  it('leaves out editable text', async () => {
    document.body.innerHTML =
      '<div contenteditable>+49 30 23125123</div><textarea>+49 30 23125124</textarea><p>none</p>';
    expect(await list()).toEqual([]);
  });

  it('fits into its message', async () => {
    document.body.innerHTML = Array.from(
      { length: 700 },
      (_, index) => `<p>+49 30 23125${100 + index}</p>`,
    ).join('');
    const numbers = await list();
    expect(numbers).toHaveLength(MAX_PAGE_NUMBERS);
    expect(numbers[0]).toBe('+49 30 23125100');
    expect(pageNumbers.safeParse(numbers).success).toBe(true);
  });
});
