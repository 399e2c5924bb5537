/** Puts a file's number into a contact, and notes the numbers that nobody could dial. */
import type { Place } from '../phone/dialling-profile.ts';
import { readField } from '../phone/normalise.ts';
import type { ContactDraft } from './contact-draft.ts';
import type { FileNumberKind } from './file-contact.ts';
import type { Notes } from './notes.ts';
import { readCellNumber } from './spreadsheet-number.ts';

export interface NumberPlace {
  line: number;
  heading: string;
}

export class NumberTaker {
  readonly #place: Place;
  readonly #notes: Notes;
  /** Texts that a number reader can read. */
  readable = 0;

  constructor(place: Place, notes: Notes) {
    this.#place = place;
    this.#notes = notes;
  }

  take(draft: ContactDraft, kind: FileNumberKind, cell: string, { line, heading }: NumberPlace): void {
    const found = readCellNumber(cell);
    if (found === 'empty') return;
    if ('failure' in found) {
      this.#notes.add(found.failure, line, { heading });
      return;
    }
    const readings = found.texts.map((text) => ({ text, reading: readField(text, this.#place) }));
    const best = readings.find(({ reading }) => reading.numbers.length > 0) ?? readings[0];
    if (!best) return;
    if (best.reading.numbers.length > 0) this.readable += best.reading.numbers.length;
    else
      this.#notes.add(best.reading.unclear === 'digits-lost' ? 'digits-lost' : 'number-unread', line, {
        heading,
      });
    // An unread number is kept too: the contact's card shows it as the file has it.
    if (!draft.addNumber(kind, best.text)) this.#notes.add('value-left-out', line, { heading });
  }
}
