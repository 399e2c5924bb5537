/** How a link to a call's address is followed: web addresses in a tab of their own, all others hand over and stay where they are. */
export function targetOf(address: string): { target?: string; rel?: string } {
  return /^https?:/i.test(address) ? { target: '_blank', rel: 'noopener noreferrer' } : {};
}

/** Opens the address of a call without a link to press. Call it from a press or a key, since browsers hand numbers over after those only. */
export function openAddress(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  Object.assign(link, targetOf(address));
  link.click();
}
