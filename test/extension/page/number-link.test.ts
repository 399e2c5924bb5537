// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { addressOf, numberLinkAround } from '../../../extension/page/number-link.ts';

function link(href: string): Element {
  const element = document.createElement('a');
  element.setAttribute('href', href);
  return element;
}

describe('a link that may dial a number', () => {
  it.each([
    'tel:+442079460018',
    'TEL:030%2023125-123',
    ' tel:1-800-FLOWERS',
    'callto:+493023125123',
    'sip:+493023125123@pbx.example',
    'sms:+493023125123?body=Hallo',
    'skype:+493023125123?call',
    'zoomphonecall://+493023125123',
    'msteams:/l/call/0/0?users=4:+493023125123',
    'x-program-of-tomorrow:+493023125123',
    'https://wa.me/493023125123',
    'https://api.whatsapp.com/send?phone=493023125123',
    'https://web.whatsapp.com/send?phone=493023125123',
    'https://teams.microsoft.com/l/call/0/0?users=4:+493023125123',
  ])('is %s', (href) => expect(addressOf(link(href))).toBe(href.trim()));

  it.each([
    '',
    '#030',
    '/contact/030',
    'https://shop.example/tel:030',
    'https://teams.microsoft.com/l/chat/0/0?users=4:1',
    'mailto:anna30@example.com',
    'javascript:call(30)',
    'data:text/plain,030',
    'tel:',
    'sip:anna@pbx.example',
  ])('is not %j', (href) => expect(addressOf(link(href))).toBeUndefined());

  it('is found from an element inside the link', () => {
    const outer = link('tel:+442079460018');
    outer.innerHTML = '<span><img></span>';
    const image = outer.querySelector('img');
    expect(image && numberLinkAround(image)).toBe(outer);
  });
});
