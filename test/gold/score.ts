import type { GoldPage, Span } from './gold-page.ts';

export interface Score {
  numbers: number;
  lookAlikes: number;
  /** Missed numbers that nobody in the page's country can dial as they are written; they count as no miss. */
  abroad: number;
  /** Found with exactly the marked beginning and end. */
  right: number;
  /** Found, but no number, or not exactly a marked one. */
  wrong: number;
  missed: string[];
  mistaken: { kind: string; text: string; line: string }[];
}

/** Compares the finds of `find` on pages with the numbers that are marked there. */
export function scoreOf(
  pages: readonly GoldPage[],
  find: (text: string) => readonly Span[],
  { isDiallable = () => true }: { isDiallable?: (text: string) => boolean } = {},
): Score {
  const score: Score = { numbers: 0, lookAlikes: 0, abroad: 0, right: 0, wrong: 0, missed: [], mistaken: [] };
  for (const { texts } of pages)
    for (const { text, numbers, lookAlikes } of texts) {
      const found = find(text);
      score.lookAlikes += lookAlikes.length;
      for (const number of numbers) {
        const marked = text.slice(number.start, number.end);
        const isFound = found.some((span) => isSame(span, number));
        if (isFound || isDiallable(marked)) score.numbers++;
        else score.abroad++;
        if (!isFound && isDiallable(marked)) score.missed.push(`${marked} in: ${text}`);
      }
      for (const span of found) {
        if (numbers.some((number) => isSame(span, number))) {
          score.right++;
          continue;
        }
        score.wrong++;
        const kind = lookAlikes.find((other) => overlaps(span, other))?.kind ?? 'part of a number';
        score.mistaken.push({ kind, text: text.slice(span.start, span.end), line: text });
      }
    }
  return score;
}

export function precision({ right, wrong }: Score): number {
  return right / (right + wrong);
}

export function recall({ right, numbers }: Score): number {
  return right / numbers;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
