import { findCandidates } from '#shared/phone/candidates.ts';
import { numberIn } from '../messages/number-in.ts';
import { numberInText, type PageNumber, rectsBetween } from './number-at.ts';
import type { Box } from './placement.ts';
import { focused } from './shadow-root.ts';
import { numberOfTelLink, telLinkAround } from './tel-link.ts';
import { isInPage, rectsOf } from './untampered.ts';

/** The number that the look-up key means: the selected text, else the focused `tel:` link, else the number at the caret. */
export function selectedNumber(): PageNumber | undefined {
  // The focus is in a frame inside this one, and that frame answers.
  if (focused() instanceof HTMLIFrameElement) return undefined;
  return inField() ?? inSelection() ?? inFocusedLink() ?? atCaret();
}

function inSelection(): PageNumber | undefined {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const text = numberIn(selection.toString());
  if (text === undefined) return undefined;
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  return standing(text, startContainer, () =>
    boxAround(rectsBetween({ startContainer, startOffset, endContainer, endOffset })),
  );
}

/** Pressing the key is the person's own act, so it may read a field; hovering never does. */
function inField(): PageNumber | undefined {
  const field = focused();
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return undefined;
  if (field.type === 'password') return undefined;
  const { selectionStart, selectionEnd, value } = field;
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  const text = start < end ? numberIn(value.slice(start, end)) : around(value, start)?.text;
  return text === undefined ? undefined : standing(text, field, () => boxAround([...rectsOf(field)]));
}

function inFocusedLink(): PageNumber | undefined {
  const element = focused();
  const link = element ? telLinkAround(element) : undefined;
  const text = link ? numberOfTelLink(link) : undefined;
  if (!link || text === undefined) return undefined;
  return standing(text, link, () => boxAround([...rectsOf(link)]));
}

/** The number at the caret: in editors, and in text where the browser shows a caret. */
function atCaret(): PageNumber | undefined {
  const { focusNode, focusOffset } = window.getSelection() ?? {};
  if (!(focusNode instanceof Text) || focusOffset === undefined) return undefined;
  return numberInText(focusNode, focusOffset) ?? inEditor(focusNode, focusOffset);
}

/** Editors are never read, except for this one line, which the person asks for. */
function inEditor(node: Text, offset: number): PageNumber | undefined {
  const found = around(node.data, offset);
  if (!found) return undefined;
  const ends = { startContainer: node, startOffset: found.start, endContainer: node, endOffset: found.end };
  return standing(found.text, node, () => boxAround(rectsBetween(ends)));
}

const LONGEST_READ = 10_000;

/** The number that contains this offset of the text, or touches it. */
function around(text: string, at: number): { start: number; end: number; text: string } | undefined {
  const from = Math.max(0, at - LONGEST_READ / 2);
  const found = findCandidates(text.slice(from, from + LONGEST_READ)).find(
    ({ start, end }) => at - from >= start && at - from <= end,
  );
  return found && { start: from + found.start, end: from + found.end, text: found.text };
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
