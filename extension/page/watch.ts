import { runsOn } from './text-run.ts';
import { isInPage, nodeAbove, treeOf } from './untampered.ts';

/** Reports which parts of a page changed. Changes are gathered, so that a busy page is read once and not a thousand times. */

const GATHER_MS = 200;
/** With more changed parts than this, the whole tree is read. Nothing is dropped. */
const MAX_PLACES = 500;
/** A page that never stops changing is read for at most a tenth of the time. */
const REST_PER_WORK = 9;
const MAX_REST_MS = 2000;

export interface Watch {
  /** Watches a document's root element or a shadow root. */
  add(root: Node): void;
  /** Has a part read as if it had changed. */
  again(place: Node): void;
}

/**
 * `read` gets the changed parts that are still in the page, none inside another, and resolves to the milliseconds that it worked.
 * Further changes wait for that.
 */
export function watchChanges(signal: AbortSignal, read: (places: readonly Node[]) => Promise<number>): Watch {
  const waiting = new Map<Node, Set<Node>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  let hasChanged = false;

  const enqueue = (place: Node | null) => {
    if (!place) return;
    const root = treeOf(place);
    const places = waiting.get(root);
    if (!places) waiting.set(root, new Set([place]));
    else if (places.size <= MAX_PLACES) places.add(place);
  };

  const take = (): Node[] => {
    const taken = [...waiting].flatMap(([root, places]) =>
      places.size > MAX_PLACES ? [root] : withoutNested(places),
    );
    waiting.clear();
    return taken.filter(isInPage);
  };

  const readWaiting = async () => {
    hasChanged = false;
    isReading = true;
    let worked = 0;
    try {
      worked = await read(take());
    } finally {
      // If the page makes a call throw, later changes are still read.
      isReading = false;
      timer = undefined;
      if (hasChanged) rest(Math.min(MAX_REST_MS, REST_PER_WORK * worked));
    }
  };

  const rest = (ms = 0) => {
    hasChanged = true;
    if (!isReading) timer ??= setTimeout(readWaiting, Math.max(GATHER_MS, ms));
  };

  const observer = new MutationObserver((mutations) => {
    for (const { type, target, addedNodes, removedNodes, previousSibling, nextSibling } of mutations) {
      if (type === 'characterData') enqueue(target);
      for (const node of addedNodes) enqueue(node);
      // A node that came or went between two texts may have split or joined a number.
      if (addedNodes.length + removedNodes.length > 0)
        for (const beside of [previousSibling, nextSibling]) if (beside && runsOn(beside)) enqueue(beside);
    }
    // Also when nothing was added, because the marks of removed text have to go.
    rest();
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });

  return {
    add: (root) => observer.observe(root, { childList: true, characterData: true, subtree: true }),
    again(place) {
      enqueue(place);
      rest();
    },
  };
}

function withoutNested(places: ReadonlySet<Node>): Node[] {
  return [...places].filter((place) => {
    for (let up = nodeAbove(place); up; up = nodeAbove(up)) if (places.has(up)) return false;
    return true;
  });
}
