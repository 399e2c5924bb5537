import { attributeOf } from './untampered.ts';

/**
 * Whether a frame of this document can run scripts, as the card has to. It inherits the sandboxes of all frames around it; those of
 * another origin we are not shown. The media feature `scripting` does not tell: for isolated worlds the browser makes an exception.
 */
export function canFramesRun(): boolean {
  for (let at: Window = window; at.frameElement; at = at.parent) {
    const sandbox = attributeOf(at.frameElement, 'sandbox');
    if (sandbox !== null && !/(^|\s)allow-scripts(\s|$)/i.test(sandbox)) return false;
  }
  return true;
}
