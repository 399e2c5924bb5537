/**
 * Cuts a vCard file into cards of unfolded lines, as bytes: a fold may stand within a letter of UTF-8.
 * Own code: `ical.js` stops at the first line that it does not know, with every card of the file, and reads no vCard 2.1.
 */

import { physicalLines } from './physical-lines.ts';
import { LogicalLine, type UnfoldedLine } from './vcard-unfold.ts';

export interface RawCard {
  /** Line of its BEGIN. */
  line: number;
  lines: UnfoldedLine[];
  /** False when the file or the next card begins before its END. */
  isEnded: boolean;
}

export interface CutFile {
  cards: RawCard[];
  /** Lines outside of any card. */
  strayLines: number[];
}

/** Between joined files: byte order marks, the end-of-file sign of DOS, zeros. */
const JUNK = '[\\s\\u0000\\u001a]|\\u00ef\\u00bb\\u00bf';
const MARKER = new RegExp(`^(?:${JUNK})*(BEGIN|END)[ \\t]*:[ \\t]*VCARD`, 'i');
const JUNK_ONLY = new RegExp(`^(?:${JUNK})*$`);
const LEADING_JUNK = new RegExp(`^(?:${JUNK})+`);
const AGENT = /^(?:[\w-]+\.)?AGENT(?:;[^:]*)?:\s*$/i;
const AGENT_HERE = /^((?:[\w-]+\.)?AGENT(?:;[^:]*)?:)\s*(BEGIN[ \t]*:[ \t]*VCARD)\s*$/i;
/** A number with the END behind it on one line; no other property, as a note may hold those words. */
const END_BEHIND_NUMBER = /^((?:[\w-]+\.)?TEL[^:]*:[\d\s()+/.-]+)(END[ \t]*:[ \t]*VCARD.*)$/i;

interface OpenCard extends RawCard {
  /** Blanks before its BEGIN. */
  beginIndent: number;
  /** Blanks before each of its lines; undefined until its second line. */
  indent: number | undefined;
}

export function cutCards(byteText: string): CutFile {
  const cutter = new CardCutter(foldsAfterSoftBreaks(byteText));
  for (const { line, text } of physicalLines(byteText)) cutter.take(line, text);
  return cutter.finish();
}

class CardCutter {
  readonly #cards: RawCard[] = [];
  readonly #stray: number[] = [];
  /** The card that is read, within those whose AGENT it is. */
  readonly #open: OpenCard[] = [];
  #current: LogicalLine | undefined;
  readonly #isFoldedQuoted: boolean;

  constructor(isFoldedQuoted: boolean) {
    this.#isFoldedQuoted = isFoldedQuoted;
  }

  take(line: number, text: string): void {
    let rest = text;
    for (;;) {
      const marker = this.#markerOf(rest);
      if (!marker) break;
      if (marker.isBegin) this.#begin(line, rest);
      else this.#end(line);
      rest = rest.slice(marker.length).replace(LEADING_JUNK, '');
      if (rest === '') return;
    }
    // Within a card, a line of one blank continues a value with nothing.
    if (JUNK_ONLY.test(rest) && (this.#open.length === 0 || rest.trim() !== '')) return;
    this.#takeContent(line, rest);
  }

  finish(): CutFile {
    while (this.#open.length > 0) this.#close(false);
    return { cards: this.#cards.sort((a, b) => a.line - b.line), strayLines: this.#stray };
  }

  #markerOf(text: string): { isBegin: boolean; length: number } | undefined {
    const card = this.#open.at(-1);
    // Within a card, an indented marker is the fold of a text that holds those words.
    if (card && /^[ \t]/.test(text) && !card.indent) return undefined;
    const found = MARKER.exec(text);
    if (!found) return undefined;
    return { isBegin: found[1]?.toUpperCase() === 'BEGIN', length: found[0].length };
  }

  #begin(line: number, text: string): void {
    const isAgent = this.#open.length > 0 && this.#current !== undefined && AGENT.test(this.#current.start);
    this.#flush();
    if (!isAgent) while (this.#open.length > 0) this.#close(false);
    const beginIndent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    this.#open.push({ line, lines: [], isEnded: false, beginIndent, indent: undefined });
  }

  #end(line: number): void {
    if (this.#open.length === 0) this.#stray.push(line);
    else this.#close(true);
  }

  #close(isEnded: boolean): void {
    this.#flush();
    const card = this.#open.pop();
    if (card) this.#cards.push({ line: card.line, lines: card.lines, isEnded });
  }

  #takeContent(line: number, given: string): void {
    const card = this.#open.at(-1);
    if (!card) {
      this.#stray.push(line);
      return;
    }
    const text = this.#dedent(card, given);
    const joined = END_BEHIND_NUMBER.exec(text) ?? AGENT_HERE.exec(text);
    if (joined?.[1] !== undefined && joined[2] !== undefined) {
      this.#takeContent(line, joined[1]);
      this.take(line, joined[2]);
      return;
    }
    if (this.#current?.takes(text)) return;
    if (text.trim() === '') return;
    this.#flush();
    this.#current = new LogicalLine(line, text, this.#isFoldedQuoted);
  }

  /** A card may be indented as a whole; a lone indented BEGIN is not. */
  #dedent(card: OpenCard, text: string): string {
    card.indent ??= /^[ \t]/.test(text) ? card.beginIndent : 0;
    return /^[ \t]*$/.test(text.slice(0, card.indent)) ? text.slice(card.indent) : text;
  }

  #flush(): void {
    const card = this.#open.at(-1);
    if (card && this.#current) card.lines.push(this.#current.finish());
    this.#current = undefined;
  }
}

/** Some programs fold a line behind a soft break too. True when every line behind a soft break begins with a blank. */
function foldsAfterSoftBreaks(byteText: string): boolean {
  let isFolded = false;
  for (const { 1: next } of byteText.matchAll(/[^=\r\n]=(?:\r*\n|\r)([^\r\n])/g)) {
    if (next !== ' ' && next !== '\t') return false;
    isFolded = true;
  }
  return isFolded;
}
