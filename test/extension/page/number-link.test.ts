// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { numberOfTelLink, telLinkAround } from '../../../extension/page/tel-link.ts';

function link(href: string): Element {
  const element = document.createElement('a');
  element.setAttribute('href', href);
  return element;
}

describe('the number of a tel: link', () => {
  it.each([
    ['tel:+442079460018', '+442079460018'],
    ['TEL:030%2023125-123', '030 23125-123'],
    ['tel://+33199001234', '+33199001234'],
    ['tel:+493023125123;ext=12', '+493023125123'],
    ['tel:+493023125123,,12', '+493023125123'],
  ])('in %s is %s', (href, number) => {
    expect(numberOfTelLink(link(href))).toBe(number);
  });

  it.each(['tel:*21*030123456#', 'tel:*%2306%23', 'tel:', 'tel:12', `tel:${'1'.repeat(70)}`])(
    'is none in %s',
    (href) => expect(numberOfTelLink(link(href))).toBeUndefined(),
  );

  it('is found from an element inside the link', () => {
    const outer = link('tel:+442079460018');
    outer.innerHTML = '<span><img></span>';
    const image = outer.querySelector('img');
    expect(image && telLinkAround(image)).toBe(outer);
  });
});
