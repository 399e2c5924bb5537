import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import { MAX_PAGE_NUMBERS } from '../messages/messages.ts';
import { addressOf, numberLinkAround } from './number-link.ts';
import type { NumberLocator } from './number-locator.ts';
import { candidatesIn, numberIn, proposalOf } from './proposals.ts';
import { endsIn } from './seen-text.ts';
import { likelyShadowRootOf } from './shadow-root.ts';
import { runInSlices } from './slices.ts';
import { runsUnder } from './text-run.ts';
import { hostAbove, isBefore, nameOf, parentOf } from './untampered.ts';

/** Enough texts to choose from: most candidates are numbers. */
const MAX_CANDIDATES = 2 * MAX_PAGE_NUMBERS;

/** Something that may show numbers, and where it stands. */
interface Found {
  at: Node;
  read(): Promise<readonly string[]>;
}

/** The numbers of a page in its order, each text once, for people who do not use a pointer. */
export async function numbersOnPage(
  root: Node,
  locator: NumberLocator,
  signal: AbortSignal,
): Promise<string[]> {
  const found = new Map<string, Found>();
  const roots = [root];
  const keep = (text: string, at: Node, read: Found['read']) => {
    if (!found.has(text)) found.set(text, { at, read });
  };
  const met = (element: Element) => {
    const shadow = likelyShadowRootOf(element);
    if (shadow) roots.push(shadow);
    const address = /^a(?:rea)?$/.test(nameOf(element)) ? addressOf(element) : undefined;
    if (address !== undefined) keep(address, element, async () => [await locator.dialledBy(address)]);
  };
  for (const from of roots) {
    if (found.size >= MAX_CANDIDATES) break;
    await runInSlices(
      runsUnder(from, { met }),
      (run) => {
        if (!run) return true;
        for (const candidate of candidatesIn(run)) {
          const { startContainer } = endsIn(run, candidate);
          const parent = parentOf(startContainer);
          const link = parent && numberLinkAround(parent);
          const locate = () => locator.locate(proposalOf(run, candidate));
          keep(link ? `${addressOf(link)} ${candidate.text}` : candidate.text, startContainer, async () => {
            // The number that the link dials is in the list already.
            if (link && (await locator.dialledBy(addressOf(link) ?? ''))) return [];
            return (await locate()).map((span) => numberIn(candidate, span).text);
          });
        }
        return found.size < MAX_CANDIDATES;
      },
      signal,
    );
  }
  const inPlace = [...found.values()].sort((one, other) => inOrder(one.at, other.at));
  const texts = (await Promise.all(inPlace.map(({ read }) => read()))).flat();
  return [...new Set(texts)].filter(isSendable).slice(0, MAX_PAGE_NUMBERS);
}

function isSendable({ length }: string): boolean {
  return length > 0 && length <= MAX_TEXT_LENGTH;
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
