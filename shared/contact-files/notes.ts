/** What a file held that was not understood, or was read with doubt, each with its place. */

export type NoteCode =
  | 'bad-line'
  | 'line-too-long'
  | 'stray-line'
  | 'card-not-ended'
  | 'no-contact'
  | 'group-list'
  | 'unknown-column'
  | 'unknown-property'
  | 'unused'
  | 'value-left-out'
  | 'number-unread'
  | 'digits-lost'
  | 'spreadsheet-error'
  | 'code-page'
  | 'code-page-unsure'
  | 'bytes-mended'
  | 'unknown-charset'
  | 'title-line'
  | 'surplus-values'
  | 'other-separator'
  | 'open-quote'
  | 'photo-left-out';

export interface FileNote {
  code: NoteCode;
  /** Its first place in the file, from 1. */
  line: number;
  /** Heading of the column or name of the property. */
  heading?: string;
  /** The encoding, separator or list of names that the note is about. */
  detail?: string;
  /** How often; later places are counted, not listed. */
  count: number;
}

/** These are listed place by place; all others once for each heading. */
const EACH_PLACE: ReadonlySet<NoteCode> = new Set([
  'bad-line',
  'line-too-long',
  'stray-line',
  'card-not-ended',
  'no-contact',
  'number-unread',
  'digits-lost',
  'spreadsheet-error',
  'surplus-values',
  'open-quote',
  'title-line',
]);
/** A hostile file has a note for each line, and a heading of its own for each property. */
const MOST_PLACES = 1_000;
const MOST_NOTES = 2_000;

export class Notes {
  readonly #notes = new Map<string, FileNote>();

  add(code: NoteCode, line: number, about: { heading?: string; detail?: string } = {}): void {
    const isListed = EACH_PLACE.has(code) && this.#notes.size < MOST_PLACES;
    const named = this.#notes.size < MOST_NOTES ? about : {};
    const key = [code, named.heading, named.detail, isListed ? line : ''].join('\u0000');
    const known = this.#notes.get(key);
    if (known) known.count++;
    else this.#notes.set(key, { code, line, ...named, count: 1 });
  }

  /** In the file's order. */
  list(): FileNote[] {
    return [...this.#notes.values()].sort((a, b) => a.line - b.line);
  }
}
