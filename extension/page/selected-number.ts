import { numberIn } from '../number-in.ts';
import type { Box } from './placement.ts';
import { focused } from './shadow-root.ts';
import { numberOfTelLink, telLinkAround } from './tel-link.ts';

/** What the look-up key means: the selected text, else the focused `tel:` link. */
export function selectedNumber(): { text: string; box: Box } | undefined {
  // Then the focus is in a frame inside this one, which answers for itself.
  if (focused() instanceof HTMLIFrameElement) return undefined;
  return inField() ?? inSelection() ?? inFocusedLink();
}

function inSelection(): { text: string; box: Box } | undefined {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const text = numberIn(selection.toString());
  return text === undefined ? undefined : { text, box: boxOf(selection.getRangeAt(0)) };
}

/** The key is the person's own act, so selected text in a field counts too; hovering never reads fields. */
function inField(): { text: string; box: Box } | undefined {
  const field = focused();
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return undefined;
  if (field.type === 'password') return undefined;
  const { selectionStart, selectionEnd, value } = field;
  const text = numberIn(value.slice(selectionStart ?? 0, selectionEnd ?? 0));
  return text === undefined ? undefined : { text, box: boxOf(field) };
}

function inFocusedLink(): { text: string; box: Box } | undefined {
  const element = focused();
  const link = element ? telLinkAround(element) : undefined;
  const text = link ? numberOfTelLink(link) : undefined;
  return link && text !== undefined ? { text, box: boxOf(link) } : undefined;
}

function boxOf(place: { getBoundingClientRect(): DOMRect }): Box {
  const { left, top, width, height } = place.getBoundingClientRect();
  return { left, top, width, height };
}
