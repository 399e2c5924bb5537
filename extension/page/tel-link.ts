import { attributeOf, closest } from './untampered.ts';

export const TEL_LINK = 'a[href^="tel:" i],a[href^="callto:" i]';
const MAX_LENGTH = 64;

export function telLinkAround(element: Element): Element | undefined {
  return closest(element, TEL_LINK) ?? undefined;
}

/** What the link dials; undefined for service codes (`*`, `#`) and for what is too long to be a number. */
export function numberOfTelLink(link: Element): string | undefined {
  const href = attributeOf(link, 'href') ?? '';
  const dialled = decode(href.replace(/^[a-z]+:(?:\/\/)?/i, ''));
  // Pauses and parameters are dialled after the answer; they are not part of whose number it is.
  const number = dialled.split(/[,;pw?]/i, 1)[0]?.trim() ?? '';
  if (number.length > MAX_LENGTH || /[*#]/.test(number)) return undefined;
  return /\d(?:\D*\d){4}/.test(number) ? number : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
