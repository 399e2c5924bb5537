import { nodeAbove, openShadowRoot, queryAll } from '../page/untampered.ts';

/** Reports when the page, open shadow roots included, shows something else, and which parts of it are new. */

const GATHER_MS = 80;
/** Looking at a page takes at most a tenth of the time, however often it changes. */
const REST = 9;
const FRESH_MS = 6000;
const ATTRIBUTES = [
  'class',
  'style',
  'hidden',
  'open',
  'aria-hidden',
  'aria-label',
  'disabled',
  'data-state',
];
const OPTIONS = {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ATTRIBUTES,
};
const MAX_ROOTS = 50;
/** Climbs from a text to the part that appeared with it. */
const MAX_UP = 40;

export interface Changes {
  roots(): readonly (Document | ShadowRoot)[];
  isFresh(node: Node): boolean;
  isPageFresh(): boolean;
}

export function watchPage(signal: AbortSignal, changed: () => void): Changes {
  const freshSince = new WeakMap<Node, number>();
  const startedAt = performance.now();
  const roots: (Document | ShadowRoot)[] = [document];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookMs = 0;

  const look = () => {
    timer = undefined;
    const from = performance.now();
    changed();
    lookMs = performance.now() - from;
  };

  const observer = new MutationObserver((mutations) => {
    const at = performance.now();
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'characterData') freshSince.set(target, at);
      for (const node of addedNodes) freshSince.set(node, at);
    }
    timer ??= setTimeout(look, Math.max(GATHER_MS, REST * lookMs));
  });
  observer.observe(document, OPTIONS);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });

  return {
    roots() {
      for (const root of [...roots])
        for (const element of queryAll(root, '*')) {
          const shadowRoot = openShadowRoot(element);
          if (!shadowRoot || roots.length >= MAX_ROOTS || roots.includes(shadowRoot)) continue;
          roots.push(shadowRoot);
          observer.observe(shadowRoot, OPTIONS);
        }
      return roots;
    },

    isFresh(node) {
      const at = performance.now();
      let up: Node | null = node;
      for (let level = 0; up && level < MAX_UP; level++) {
        if (at - (freshSince.get(up) ?? Number.NEGATIVE_INFINITY) < FRESH_MS) return true;
        up = up instanceof ShadowRoot ? up.host : nodeAbove(up);
      }
      return false;
    },

    isPageFresh: () => performance.now() - startedAt < FRESH_MS,
  };
}
