import { isDigit } from '#shared/phone/number-run.ts';
import { hostAbove, parentOf } from './untampered.ts';

/** Text as people see it: without the white space that HTML collapses, and with a blank where only a style sets neighbours apart. */

export interface TextRun {
  text: string;
  /** Where each stretch of the text stands in the page. A blank that a style makes belongs to none. */
  parts: readonly Part[];
  /** The text of the page that was read. */
  sources: readonly Source[];
}

export interface Part {
  node: Text;
  /** Offset of the part in the node and in the run. */
  from: number;
  start: number;
  length: number;
}

interface Source {
  node: Text;
  from: number;
  data: string;
  isSpaced: boolean;
}

/** A text node of a line. `isSpaced`: a style sets it apart from the node before. */
export interface Flowing {
  node: Text;
  isSpaced: boolean;
}

/** A shorter text holds no number that `findCandidates` would accept. */
const MIN_DIGITS = 7;
/** Longer texts are read in pieces, so that one slice stays short. */
const PIECE = 10_000;
/** A text is cut only inside a stretch this long without digits, so never near a number. */
const CALM = 64;

export function* runsOfFlow(flow: readonly Flowing[]): Generator<TextRun> {
  const text = flow.map(({ node }) => node.data).join('');
  for (let from = 0; from < text.length; ) {
    const to = text.length - from <= PIECE ? text.length : cutAfter(text, from);
    const sources: Source[] = [];
    let start = 0;
    for (const { node, isSpaced } of flow) {
      const { data, length } = node;
      const [first, last] = [Math.max(start, from), Math.min(start + length, to)];
      if (first < last)
        sources.push({ node, from: first - start, data: data.slice(first - start, last - start), isSpaced });
      start += length;
    }
    yield runOf(sources, COLLAPSING.test(text.slice(from, to).trim()));
    from = to;
  }
}

/** White space that looks like one blank, unless a style keeps it. A single blank is what it looks like. */
const COLLAPSING = /[ \t\n\f\r]{2}|[\t\n\f\r]/;

/** Where a person sees a new line, a number ends. In the source of a page a line break means nothing. */
const NEW_LINE = ';';

function runOf(sources: readonly Source[], collapses: boolean): TextRun {
  const parts: Part[] = [];
  let text = '';
  const add = (node: Text, from: number, seen: string) => {
    if (seen === '') return;
    parts.push({ node, from, start: text.length, length: seen.length });
    text += seen;
  };
  for (const { node, from, data, isSpaced } of sources) {
    if (isSpaced && /\S$/.test(text)) text += ' ';
    if (!collapses) {
      add(node, from, data);
      continue;
    }
    if (keepsWhiteSpace(node)) {
      add(node, from, data.replace(/[\n\r]/g, NEW_LINE));
      continue;
    }
    let at = text === '' || text.endsWith(' ') ? data.length - data.replace(/^[ \t\n\f\r]+/, '').length : 0;
    for (const { index, 0: blank } of data.matchAll(/[ \t\n\f\r]+/g)) {
      if (index < at || blank === ' ') continue;
      add(node, from + at, `${data.slice(at, index)} `);
      at = index + blank.length;
    }
    add(node, from + at, data.slice(at));
  }
  return { text, parts, sources };
}

function keepsWhiteSpace(node: Text): boolean {
  const element = parentOf(node) ?? hostAbove(node);
  // `normal` and `nowrap` collapse.
  return element !== null && /pre|break/.test(getComputedStyle(element).whiteSpace);
}

/** Whether the page still shows the text of the run. */
export function isCurrent({ sources }: TextRun): boolean {
  return sources.every(
    ({ node, from, data }) => node.isConnected && node.data.slice(from, from + data.length) === data,
  );
}

/** A stretch of the run's text as nodes and offsets. */
export function endsIn(
  { parts }: Pick<TextRun, 'parts'>,
  { start, end }: { start: number; end: number },
): StaticRangeInit {
  const first = parts.findLast((part) => part.start <= start) as Part;
  const last = parts.findLast((part) => part.start < end) as Part;
  return {
    startContainer: first.node,
    startOffset: first.from + start - first.start,
    endContainer: last.node,
    endOffset: last.from + end - last.start,
  };
}

/** End of a piece: in the last stretch without digits, else before a letter or a new line. */
function cutAfter(text: string, from: number): number {
  const end = from + PIECE;
  let calm = 0;
  for (let at = end - 1; at > from + PIECE / 2; at--) {
    calm = isDigit(text.charCodeAt(at)) ? 0 : calm + 1;
    if (calm === CALM) return at + CALM / 2;
  }
  const piece = text.slice(from, end);
  const cut = piece.search(/[\p{L}\n][^\p{L}\n]*$/u);
  return cut > 0 ? from + cut : end;
}

export function hasEnoughDigits(line: readonly Pick<Text, 'data'>[]): boolean {
  let count = 0;
  for (const { data } of line) {
    for (let at = 0; at < data.length; at++) {
      if (isDigit(data.charCodeAt(at)) && ++count === MIN_DIGITS) return true;
    }
  }
  return false;
}
