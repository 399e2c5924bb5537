import { shown } from './slices.ts';
import { isInPage } from './untampered.ts';

/** Custom elements whose code loads later. No event tells when they get a shadow root, so they are polled, with growing pauses. */

const FIRST_LOOK_MS = 500;
const LAST_LOOK_MS = 60_000;
const MAX_HOSTS = 2000;

export interface LateTrees {
  add(host: Element): void;
  /** Looks at once, because the page is changing. */
  look(): void;
}

/** `enter` answers whether the element has a shadow root by now. */
export function watchForTrees(enter: (host: Element) => boolean, signal: AbortSignal): LateTrees {
  const hosts = new Set<Element>();
  let delay = FIRST_LOOK_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    for (const host of hosts) if (!isInPage(host) || enter(host)) hosts.delete(host);
  };
  const plan = () => {
    if (hosts.size === 0 || signal.aborted) return;
    timer ??= setTimeout(async () => {
      await shown(signal);
      timer = undefined;
      delay = Math.min(2 * delay, LAST_LOOK_MS);
      look();
      plan();
    }, delay);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    add(host) {
      if (hosts.has(host) || hosts.size >= MAX_HOSTS) return;
      hosts.add(host);
      clearTimeout(timer);
      timer = undefined;
      delay = FIRST_LOOK_MS;
      plan();
    },
    look,
  };
}
