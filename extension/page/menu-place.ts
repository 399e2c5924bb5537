import type { Box } from './placement.ts';

/** Where the person last opened the browser's menu: the card of what they choose there opens beside that place. Only listens. */
export function watchMenuPlace(signal: AbortSignal): () => Box {
  let place: Box | undefined;
  window.addEventListener(
    'contextmenu',
    (event) => {
      if (event.isTrusted) place = { left: event.clientX, top: event.clientY, width: 0, height: 0 };
    },
    { signal, capture: true, passive: true },
  );
  return () => place ?? { left: innerWidth / 2, top: innerHeight / 2, width: 0, height: 0 };
}
