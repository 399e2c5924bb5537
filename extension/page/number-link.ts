import { attributeOf, closest } from './untampered.ts';

/** Recognises links that may dial or write to a number. The background reads the number, if there is one, from the address. */

/** Every scheme may be that of a telephone program, except these. Chats and Teams have web addresses. */
const DIALS =
  /^\s*(?:(?!https?:|mailto:|javascript:|data:|blob:|file:)[a-z][\w+.-]*:|https?:\/\/(?:[\w.]*wa\.me|[\w.]*whatsapp\.com|signal\.me|t\.me|[\w.]+\/l\/call)\/).*\d/i;

export function numberLinkAround(element: Element): Element | undefined {
  const link = closest(element, 'a,area');
  return link && addressOf(link) !== undefined ? link : undefined;
}

/** The address of a link that may dial a number. */
export function addressOf(link: Element): string | undefined {
  const address = attributeOf(link, 'href') ?? attributeOf(link, 'xlink:href') ?? '';
  return DIALS.test(address) ? address.trim() : undefined;
}
