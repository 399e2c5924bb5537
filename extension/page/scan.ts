import { type Candidate, findCandidates } from '#shared/phone/candidates.ts';
import { closest, isWholePageEditable, matches, parentOf, walkerFrom } from './untampered.ts';

/** Finds texts that are written like numbers. Knows nothing of the directory. */

/** What people write in, and what is no prose. `<pre>` stays: plain-text mails are shown in it. */
export const SKIPPED = [
  'script,style,noscript,template,head',
  'input,textarea,select,button[contenteditable]',
  'code,kbd,samp,var,time,svg,math,canvas,object,embed,iframe,audio,video',
  '[contenteditable]:not([contenteditable="false" i])',
  '[role="textbox" i],[role="searchbox" i],[role="combobox" i]',
  '.CodeMirror,.cm-editor,.monaco-editor,.ace_editor,.ProseMirror,.ql-editor',
].join(',');

/** A shorter text holds no number that `findCandidates` would accept. */
const MIN_DIGITS = 7;
/** Longer nodes are read in pieces, so that one slice stays short. */
const PIECE = 10_000;
const OVERLAP = 64;

/** Text nodes under `from` that could hold a number. */
export function* textsUnder(from: Node): Generator<Text | undefined> {
  if (isWholePageEditable() || isSkipped(from)) return;
  if (from instanceof Text) {
    if (hasEnoughDigits(from.data)) yield from;
    return;
  }
  const walker = walkerFrom(from, (node) =>
    node instanceof Element && matches(node, SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // Undefined lets the caller look at the clock between two finds.
    yield node instanceof Text && hasEnoughDigits(node.data) ? node : undefined;
  }
}

export function isSkipped(node: Node): boolean {
  const element = node instanceof Element ? node : parentOf(node);
  return element !== null && closest(element, SKIPPED) !== null;
}

const read = new WeakMap<Text, { data: string; candidates: readonly Candidate[] }>();

/** Candidates of one text node, remembered until its text changes. */
export function candidatesIn(node: Text): readonly Candidate[] {
  const { data } = node;
  const known = read.get(node);
  if (known?.data === data) return known.candidates;
  const candidates = hasEnoughDigits(data) ? findInPieces(data) : [];
  read.set(node, { data, candidates });
  return candidates;
}

function findInPieces(text: string): Candidate[] {
  if (text.length <= PIECE) return findCandidates(text);
  const found: Candidate[] = [];
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    for (const { start, end, ...candidate } of findCandidates(text.slice(from, from + PIECE))) {
      const last = found.at(-1);
      // The overlap shows a number twice; cut at a piece's edge it shows only part of it, and the whole one wins.
      if (last && from + start < last.end) {
        if (from + end > last.end && from + start <= last.start) found.pop();
        else continue;
      }
      found.push({ ...candidate, start: from + start, end: from + end });
    }
  }
  return found;
}

export function hasEnoughDigits(text: string): boolean {
  if (text.length < MIN_DIGITS) return false;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) {
      if (++count === MIN_DIGITS) return true;
    }
  }
  return false;
}
