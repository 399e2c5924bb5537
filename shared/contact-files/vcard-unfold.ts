/** Joins the physical lines of one vCard property: folds, soft breaks of quoted-printable, base64 and text without folds. */

export interface UnfoldedLine {
  line: number;
  /** One letter for each byte. */
  text: string;
  /** False when the property is longer than any that a program writes; `text` is then cut. */
  isWhole: boolean;
}

/** A photo of 4 MB in base64, and some more. */
const LONGEST = 8 * 1024 * 1024;
/** A line of at least this length was cut by a program that writes folds without blanks. */
const LENGTH_OF_CUT_LINES = 70;

const PROPERTY = /^(?:[\w-]+\.)?[A-Za-z][\w-]*[ \t]*[:;]/;
/** Behind a soft break or within a note, `Tel:` is text and `TEL:` is a property. */
const CLEAR_PROPERTY = /^(?:[\w-]+\.)?(?:X-[\w-]+|[A-Z]{2,}|[a-z]{2,}|N|n)[:;]/;
const KNOWN_PROPERTY =
  /^(?:[\w-]+\.)?(?:TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|URL|NOTE|BDAY|PHOTO|FN|N|UID|REV|VERSION|CATEGORIES|X-[A-Z-]+)[:;]/;

export class LogicalLine {
  readonly #line: number;
  readonly #parts: string[];
  readonly #isQuoted: boolean;
  readonly #isBase64: boolean;
  readonly #isNote: boolean;
  readonly #isFoldedQuoted: boolean;
  #length: number;

  constructor(line: number, text: string, isFoldedQuoted: boolean) {
    const head = /^[^:]*/.exec(text.slice(0, 2_000))?.[0] ?? '';
    this.#line = line;
    this.#parts = [text];
    this.#length = text.length;
    this.#isQuoted = /quoted-printable/i.test(head);
    this.#isBase64 =
      /;(?:ENCODING=)?(?:b|base64)(?:;|$)/i.test(head) ||
      /:data:[^,]{0,100};base64,/i.test(text.slice(0, 2_000));
    this.#isNote = /^(?:[\w-]+\.)?(?:NOTE|X-[\w-]*NOTES?)(?:;|$)/i.test(head);
    this.#isFoldedQuoted = isFoldedQuoted;
  }

  get start(): string {
    return this.#parts.length === 1 ? (this.#parts[0] ?? '') : '';
  }

  /** Whether the next physical line belongs to this property. */
  takes(text: string): boolean {
    const last = this.#parts.at(-1) ?? '';
    if (this.#isQuoted && last.endsWith('=') && !this.#isEndedBefore(text, last)) {
      this.#parts[this.#parts.length - 1] = last.slice(0, -1);
      this.#add(this.#behindSoftBreak(text, last));
      return true;
    }
    if (/^[ \t]/.test(text)) {
      this.#add(text.slice(1));
      return true;
    }
    if (this.#isBase64 && /^[A-Za-z0-9+/=]+[ \t]*$/.test(text)) {
      this.#add(text);
      return true;
    }
    if ((this.#isNote ? CLEAR_PROPERTY : PROPERTY).test(text) || text.trim() === '') return false;
    if (last.length >= LENGTH_OF_CUT_LINES || (this.#isQuoted && /=[0-9A-F]{2}/i.test(text))) this.#add(text);
    else if (this.#isNote) this.#add(`${this.#isQuoted ? '=0A' : '\\n'}${text}`);
    else return false;
    return true;
  }

  finish(): UnfoldedLine {
    const isWhole = this.#length <= LONGEST;
    return { line: this.#line, text: this.#parts.join(''), isWhole };
  }

  /** Some phones end each quoted-printable value with a soft break. */
  #isEndedBefore(text: string, last: string): boolean {
    return text.trim() === '' || (KNOWN_PROPERTY.test(text) && !/=0A=$/i.test(last));
  }

  #behindSoftBreak(text: string, last: string): string {
    const isWithinLetter = /=[C-F][0-9A-F]=$/i.test(last) && /^[ \t]+=[89AB]/i.test(text);
    const isFold = this.#isFoldedQuoted || isWithinLetter || text.startsWith('\t');
    return isFold && /^[ \t]/.test(text) ? text.slice(1) : text;
  }

  #add(text: string): void {
    this.#length += text.length;
    if (this.#length <= LONGEST) this.#parts.push(text);
  }
}
