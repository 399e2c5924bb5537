import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import { MAX_PAGE_NUMBERS } from '../messages/messages.ts';
import type { NumberCheck } from './number-check.ts';
import { likelyShadowRootOf } from './shadow-root.ts';
import { runInSlices } from './slices.ts';
import { numberOfTelLink, TEL_LINK, telLinkAround } from './tel-link.ts';
import { candidatesIn, endsIn, runsUnder } from './text-run.ts';
import { hostAbove, isBefore, matches, parentOf } from './untampered.ts';

/** Enough texts to choose from: most candidates are numbers. */
const MAX_CANDIDATES = 2 * MAX_PAGE_NUMBERS;

/** The numbers of a page in its order, each text once, for people who do not use a pointer. */
export async function numbersOnPage(root: Node, check: NumberCheck, signal: AbortSignal): Promise<string[]> {
  const found: { at: Node; text: string }[] = [];
  const texts = new Set<string>();
  const roots = [root];
  const keep = (at: Node, text: string) => {
    if (text.length > MAX_TEXT_LENGTH || texts.has(text)) return;
    texts.add(text);
    found.push({ at, text });
  };
  const met = (element: Element) => {
    const shadow = likelyShadowRootOf(element);
    if (shadow) roots.push(shadow);
    const linked = matches(element, TEL_LINK) ? numberOfTelLink(element) : undefined;
    if (linked !== undefined) keep(element, linked);
  };
  for (const from of roots) {
    if (found.length >= MAX_CANDIDATES) break;
    await runInSlices(
      runsUnder(from, { met }),
      (run) => {
        if (!run) return true;
        for (const candidate of candidatesIn(run)) {
          const { startContainer } = endsIn(run, candidate);
          const parent = parentOf(startContainer);
          // The number that the link dials is in the list already.
          if (!parent || !telLinkAround(parent)) keep(startContainer, candidate.text);
        }
        return found.length < MAX_CANDIDATES;
      },
      signal,
    );
  }
  found.sort((one, other) => inOrder(one.at, other.at));
  const verdicts = await Promise.all(found.map(({ text }) => check(text)));
  return found
    .filter((_, index) => verdicts[index])
    .map(({ text }) => text)
    .slice(0, MAX_PAGE_NUMBERS);
}

/** A shadow tree counts as standing where its host stands. */
function inOrder(one: Node, other: Node): number {
  const [first, second] = [inPage(one), inPage(other)];
  if (first === second) return 0;
  return isBefore(first, second) ? -1 : 1;
}

function inPage(node: Node): Node {
  const host = hostAbove(node);
  return host ? inPage(host) : node;
}
