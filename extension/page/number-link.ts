import { attributeOf, closest } from './untampered.ts';

/** Recognises links that dial or write to a number. The background reads the number from the address. */

const DIALS =
  /^\s*(?:(?:tel|callto|sips?|sms|smsto|skype|viber|facetime|facetime-audio|zoomphonecall|whatsapp|msteams):|https?:\/\/(?:wa\.me|api\.whatsapp\.com|teams\.microsoft\.com\/l\/call)\/)/i;

export function numberLinkAround(element: Element): Element | undefined {
  const link = closest(element, 'a[href],area[href]');
  return link && addressOf(link) !== undefined ? link : undefined;
}

/** The address of a link that may dial a number. */
export function addressOf(link: Element): string | undefined {
  const address = attributeOf(link, 'href') ?? '';
  return DIALS.test(address) ? address.trim() : undefined;
}
