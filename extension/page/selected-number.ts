import { type Candidate, findCandidates } from '#shared/phone/candidates.ts';
import { numberIn as pickedNumber } from '../messages/number-in.ts';
import { numberInText, type PageNumber } from './number-at.ts';
import { addressOf, numberLinkAround } from './number-link.ts';
import type { NumberLocator, Span } from './number-locator.ts';
import type { Box } from './placement.ts';
import { numberIn, proposalFrom } from './proposals.ts';
import { rectsBetween } from './see-through.ts';
import { focused } from './shadow-root.ts';
import { isInPage, rectsOf } from './untampered.ts';

type Asked = Promise<PageNumber | undefined> | undefined;

/** The number that the look-up key means: the selected text, else the focused link's, else the number at the caret. Undefined where there is nothing to ask. */
export function selectedNumber(locator: NumberLocator): Asked {
  // The focus is in a frame inside this one, and that frame answers.
  if (focused() instanceof HTMLIFrameElement) return undefined;
  return inField(locator) ?? inSelection(locator) ?? inFocusedLink(locator) ?? atCaret(locator);
}

function inSelection(locator: NumberLocator): Asked {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  return numberOf(selection.toString(), locator, startContainer, () =>
    boxAround(rectsBetween({ startContainer, startOffset, endContainer, endOffset })),
  );
}

/** Pressing the key is the person's own act, so it may read a field; hovering never does. */
function inField(locator: NumberLocator): Asked {
  const field = focused();
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return undefined;
  if (field.type === 'password') return undefined;
  const { selectionStart, selectionEnd, value } = field;
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const box = () => boxAround([...rectsOf(field)]);
  if (start < end) return numberOf(value.slice(start, end), locator, field, box);
  const found = around(value, start);
  return found && locate(found, locator).then((number) => number && standing(number.text, field, box));
}

function inFocusedLink(locator: NumberLocator): Asked {
  const element = focused();
  const link = element ? numberLinkAround(element) : undefined;
  if (!link) return undefined;
  return locator
    .dialledBy(addressOf(link) ?? '')
    .then((text) => (text ? standing(text, link, () => boxAround([...rectsOf(link)])) : undefined));
}

/** The number at the caret: in editors, and in text where the browser shows a caret. */
function atCaret(locator: NumberLocator): Asked {
  const { focusNode, focusOffset } = window.getSelection() ?? {};
  if (!(focusNode instanceof Text) || focusOffset === undefined) return undefined;
  return numberInText(focusNode, focusOffset, locator) ?? inEditor(focusNode, focusOffset, locator);
}

/** Editors are never read, except for this one line, which the person asks for. */
function inEditor(node: Text, offset: number, locator: NumberLocator): Asked {
  const found = around(node.data, offset);
  return (
    found &&
    locate(found, locator).then((number) => {
      if (!number) return undefined;
      const { start, end } = number;
      const ends = { startContainer: node, startOffset: start, endContainer: node, endOffset: end };
      return standing(number.text, node, () => boxAround(rectsBetween(ends)));
    })
  );
}

/** The first number in a text that the person picked. */
function numberOf(text: string, locator: NumberLocator, node: Node, where: () => Box | undefined): Asked {
  const picked = pickedNumber(text);
  if (picked === undefined) return undefined;
  const candidates = findCandidates(text.slice(0, LONGEST_READ)).slice(0, MOST_ASKED);
  // Without words around it, the picked text as a whole may still be a number.
  return Promise.all(candidates.map((candidate) => locate(candidate, locator))).then((numbers) =>
    standing(numbers.find((number) => number)?.text ?? picked, node, where),
  );
}

const MOST_ASKED = 5;
const LONGEST_READ = 10_000;

/** The candidate that contains this offset of the text, or touches it. */
function around(text: string, at: number): (Candidate & { at: number }) | undefined {
  const from = Math.max(0, at - LONGEST_READ / 2);
  const found = findCandidates(text.slice(from, from + LONGEST_READ)).find(
    ({ start, end }) => at - from >= start && at - from <= end,
  );
  return found && { ...found, start: from + found.start, end: from + found.end, at };
}

/** The number in a candidate: the one at the caret, if there is a caret. */
async function locate(
  candidate: Candidate & { at?: number },
  locator: NumberLocator,
): Promise<(Span & { text: string }) | undefined> {
  const { at, start: begin } = candidate;
  const spans = await locator.locate(proposalFrom(candidate));
  const span = spans.find(({ start, end }) => at === undefined || (at >= begin + start && at <= begin + end));
  return span && numberIn(candidate, span);
}

function standing(text: string, node: Node, where: () => Box | undefined): PageNumber | undefined {
  const follow = () => {
    try {
      return isInPage(node) ? where() : undefined;
    } catch {
      // The text has become shorter than the number's old offset.
      return undefined;
    }
  };
  const box = follow();
  return box && { text, box, node, follow };
}

/** The smallest box around all boxes. */
function boxAround(rects: readonly DOMRect[]): Box | undefined {
  if (rects.length === 0) return undefined;
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  const right = Math.max(...rects.map((rect) => rect.right));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  return { left, top, width: right - left, height: bottom - top };
}
