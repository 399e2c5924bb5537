/**
 * How a link leaves the card's frame. Inside the frame, the page's `frame-src` applies even to `tel:` and `mailto:`. Where it
 * forbids them, the card is gone (Chromium 156). A new window hands them over, and none stays open.
 */
export const LEAVES_FRAME = { target: '_blank', rel: 'noopener noreferrer' } as const;

/** Opens the address that dials, without a visible link. Use it only in the handler of a press or a key: browsers insist on one. */
export function openAddress(address: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: address, ...LEAVES_FRAME });
  link.click();
}
