import { runsOn } from './text-run.ts';
import { isInPage, nodeAbove, treeOf } from './untampered.ts';

/** Tells which parts of a page changed, gathered so that a busy page is read once, not a thousand times. */

const GATHER_MS = 200;
/** More changed places of one tree are read as one: the whole tree. Nothing is dropped. */
const MAX_PLACES = 500;
/** A page that changes without end is read for a tenth of the time at most. */
const REST_PER_WORK = 9;
const MAX_REST_MS = 2000;

export interface Watch {
  /** Watches a document's root element or a shadow root. */
  add(root: Node): void;
  /** To be read as if it had changed. */
  again(place: Node): void;
}

/**
 * `read` hears of changed places that are still there and lie in none of the others, and answers how many milliseconds it worked.
 * Until it has answered, changes wait.
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
      // Whatever the page makes throw: what changes next is read all the same.
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
      // What came or went between two words may have parted or joined a number.
      if (addedNodes.length + removedNodes.length > 0)
        for (const beside of [previousSibling, nextSibling]) if (beside && runsOn(beside)) enqueue(beside);
    }
    // Even when nothing was added: marks of what was removed have to go.
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
