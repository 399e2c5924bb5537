import { attributeOf } from './untampered.ts';

/**
 * Whether a frame of this document can run scripts, which the card needs. A frame inherits the sandboxes of all frames around it, but
 * those of another origin are hidden from us. The media feature `scripting` does not tell, because isolated worlds are exempt.
 */
export function canFramesRun(): boolean {
  for (let at: Window = window; at.frameElement; at = at.parent) {
    const sandbox = attributeOf(at.frameElement, 'sandbox');
    if (sandbox !== null && !/(^|\s)allow-scripts(\s|$)/i.test(sandbox)) return false;
  }
  return true;
}
