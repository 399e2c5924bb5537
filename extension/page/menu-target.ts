import type { PageNumber } from './number-at.ts';
import { isInPage, root } from './untampered.ts';

type MenuTarget = Omit<PageNumber, 'text'>;

/** Where the person last opened the browser's menu: the card of what they choose there opens there. Only listens. */
export function watchMenuTarget(signal: AbortSignal): () => MenuTarget | undefined {
  let opened: { left: number; top: number; node: Node } | undefined;
  window.addEventListener(
    'contextmenu',
    ({ isTrusted, clientX, clientY, target }) => {
      if (isTrusted && target instanceof Node) opened = { left: clientX, top: clientY, node: target };
    },
    { signal, capture: true, passive: true },
  );
  return () => {
    const node = opened && isInPage(opened.node) ? opened.node : root();
    if (!node) return undefined;
    const box = {
      left: opened?.left ?? innerWidth / 2,
      top: opened?.top ?? innerHeight / 2,
      width: 0,
      height: 0,
    };
    return { node, box, follow: () => (isInPage(node) ? box : undefined) };
  };
}
