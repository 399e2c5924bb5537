import { closest, hasAttributes, matches } from './untampered.ts';

/** Mark-up by which a page itself says that a text is a phone number: microdata, RDFa, microformats, links that dial. */

const MARKED_UP = [
  ...['telephone', 'faxNumber'].flatMap((name) => [`[itemprop~="${name}"]`, `[property$="${name}"]`]),
  '.p-tel,.vcard .tel,.h-card .tel',
  '[autocomplete~="tel"]',
  'a[href^="tel:" i],a[href^="callto:" i]',
].join(',');

/** Judges the element itself. */
export function isMarkedUp(element: Element): boolean {
  return hasAttributes(element) && matches(element, MARKED_UP);
}

export function isInMarkedUp(element: Element): boolean {
  return closest(element, MARKED_UP) !== null;
}
