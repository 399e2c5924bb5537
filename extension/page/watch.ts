/** Tells which parts of the page changed. One observer; changes are gathered so that a busy page is read once, not a thousand times. */

const GATHER_MS = 200;
/** So many changed places are read as one: the whole page. Nothing is dropped. */
const MAX_PLACES = 500;

export function watchChanges(
  root: Element,
  signal: AbortSignal,
  changed: (places: readonly Node[]) => void,
): void {
  const places = new Set<Node>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const gathered = places.size > MAX_PLACES ? [root] : withoutNested(places);
    places.clear();
    changed(gathered);
  };

  const observer = new MutationObserver((mutations) => {
    if (places.size <= MAX_PLACES) {
      for (const { type, target, addedNodes } of mutations) {
        if (type === 'characterData') places.add(target);
        else for (const node of addedNodes) places.add(node);
      }
    }
    // Flushed even when nothing was added: marks of what was removed have to go.
    timer ??= setTimeout(flush, GATHER_MS);
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}

/** Places that are still there and lie in none of the others. */
function withoutNested(places: ReadonlySet<Node>): Node[] {
  return [...places].filter((place) => {
    if (!place.isConnected) return false;
    for (let up = place.parentNode; up; up = up.parentNode) if (places.has(up)) return false;
    return true;
  });
}
