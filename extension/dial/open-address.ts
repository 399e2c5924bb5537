/**
 * How a link leaves the card's frame. In the frame itself even `tel:` and `mailto:` are held against the page's `frame-src`, and
 * where that forbids them the card is gone (Chromium 156). As a new window they are handed over, and no window is left behind.
 */
export const LEAVES_FRAME = { target: '_blank', rel: 'noopener noreferrer' } as const;

/** Opens the address of a call without a link to press. Call it from a press or a key: browsers hand numbers over after those only. */
export function openAddress(address: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: address, ...LEAVES_FRAME });
  link.click();
}
