import { numberOfAddress } from '../messages/number-in.ts';
import { attributeOf, closest } from './untampered.ts';

export const TEL_LINK = 'a[href^="tel:" i],a[href^="callto:" i]';

export function telLinkAround(element: Element): Element | undefined {
  return closest(element, TEL_LINK) ?? undefined;
}

/** The number that the link dials; undefined for service codes (`*`, `#`) and for texts that are too long to be a number. */
export function numberOfTelLink(link: Element): string | undefined {
  return numberOfAddress(attributeOf(link, 'href') ?? '');
}
