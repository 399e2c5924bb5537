import type { Candidate } from '#shared/phone/candidates.ts';
import type { NumberCheck } from './number-check.ts';
import { candidatesIn } from './scan.ts';
import { parentOf } from './untampered.ts';

/**
 * Marks numbers without touching the page: CSS highlights over StaticRanges (live ranges cost the page 40 times as much).
 * Page scripts can list highlights, so there is one neutral name and every number looks alike: marks follow spelling, never the directory.
 */

export const HIGHLIGHT = 'phone-number';
const MAX_MARKS = 5000;
/** One screen above and below what is seen. */
const NEARBY = '100% 0px';

export interface Marks {
  /** Text nodes that may hold numbers; they are marked once they come near the viewport. */
  consider(node: Text): void;
  /** Takes away marks of nodes that have left the page. */
  sweep(): void;
}

export function createMarks(check: NumberCheck, signal: AbortSignal): Marks {
  const highlight = new Highlight();
  CSS.highlights.set(HIGHLIGHT, highlight);
  const nodesIn = new Map<Element, Set<Text>>();
  const marked = new Map<Text, { data: string; ranges: StaticRange[] }>();

  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        for (const node of nodesIn.get(target) ?? []) {
          if (isIntersecting) void mark(node);
          else unmark(node);
        }
    },
    { rootMargin: NEARBY },
  );

  async function mark(node: Text): Promise<void> {
    const { data } = node;
    if (marked.get(node)?.data === data) return;
    unmark(node);
    if (marked.size >= MAX_MARKS) return;
    const entry = { data, ranges: [] as StaticRange[] };
    marked.set(node, entry);
    const candidates = candidatesIn(node);
    const verdicts = await Promise.all(candidates.map(({ text }) => check(text)));
    // While the answer was on its way the text may have changed, scrolled off, or been marked anew.
    if (signal.aborted || marked.get(node) !== entry || node.data !== data) return;
    for (const [index, candidate] of candidates.entries())
      if (verdicts[index]) entry.ranges.push(rangeOf(node, candidate));
    for (const range of entry.ranges) highlight.add(range);
  }

  function unmark(node: Text): void {
    for (const range of marked.get(node)?.ranges ?? []) highlight.delete(range);
    marked.delete(node);
  }

  signal.addEventListener('abort', () => {
    nearby.disconnect();
    CSS.highlights.delete(HIGHLIGHT);
  });

  return {
    consider(node) {
      const parent = parentOf(node);
      if (!parent) return;
      if (candidatesIn(node).length === 0) return unmark(node);
      const siblings = nodesIn.get(parent);
      siblings?.add(node);
      if (!siblings) nodesIn.set(parent, new Set([node]));
      // Observing anew makes the observer report at once where the element is.
      nearby.unobserve(parent);
      nearby.observe(parent);
    },

    sweep() {
      for (const [parent, nodes] of nodesIn) {
        for (const node of nodes) {
          if (node.isConnected && parentOf(node) === parent) continue;
          unmark(node);
          nodes.delete(node);
        }
        if (nodes.size > 0) continue;
        nearby.unobserve(parent);
        nodesIn.delete(parent);
      }
    },
  };
}

function rangeOf(node: Text, { start, end }: Candidate): StaticRange {
  return new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
}
