// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_PAGE_NUMBERS, pageNumbers } from '../../../extension/messages/messages.ts';
import { numbersOnPage } from '../../../extension/page/page-numbers.ts';

const list = (check = async (_text: string) => true) =>
  numbersOnPage(document.documentElement, check, new AbortController().signal);

describe('the list of a page’s numbers', () => {
  beforeEach(() => {
    document.documentElement.innerHTML = '<head></head><body></body>';
  });

  it('holds each number once, in page order, and of links the dialled one', async () => {
    document.body.innerHTML = `<p>Office 030 23125-123</p><p><a href="tel:+442079460018">Ring London</a></p>
      <ul><li>030 23125-<b>124</b></li><li>again 030 23125-123</li></ul><a href="callto:+33199001234"><img alt=""></a>`;
    expect(await list()).toEqual(['030 23125-123', '+442079460018', '030 23125-124', '+33199001234']);
  });

  it('holds only numbers that the background accepts', async () => {
    document.body.innerHTML = '<p>+49 30 23125123</p><p>+49 30 23125124</p>';
    expect(await list(async (text) => text.endsWith('4'))).toEqual(['+49 30 23125124']);
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
