import type { ContactNumber, NumberKind } from '#shared/contact.ts';
import { type DiallingProfile, siteOf } from '#shared/phone/dialling-profile.ts';
import { type CountryCode, readField } from '#shared/phone/normalise.ts';
import type { WrittenField } from '#shared/phone/profile-report.ts';

/** The place where a part's numbers were written. */
export interface NumberPlace {
  readonly country: CountryCode;
  readonly dialling?: DiallingProfile | undefined;
  /** Path of the folder that the contacts lie in. */
  readonly folder?: string | undefined;
}

/** A phone field, which may hold no number, or several. */
export interface WrittenNumber {
  readonly field: string | null | undefined;
  readonly kind: NumberKind;
}

const MAX_NUMBERS = 50;

/**
 * A contact's numbers, each once, read by the rules of its site. The first field that holds a number sets its kind, unless
 * the field's text says another: `Fax 030 …` in a business field is a fax. Of what is unclear in a field, nothing is taken.
 */
export function readWrittenNumbers(
  written: readonly WrittenNumber[],
  { country, dialling, folder }: NumberPlace,
  categories: readonly string[],
): { numbers: ContactNumber[]; isWhole: boolean; fields: WrittenField[] } {
  const profile = dialling && siteOf(dialling, { folder, categories });
  const found = new Map<string, ContactNumber>();
  const fields: WrittenField[] = [];
  const filled = written.filter(({ field }) => field !== null && field !== undefined && field !== '');
  // A hostile contact may hold thousands of phone fields, and reading numbers is the expensive part.
  for (const { field, kind } of filled.slice(0, MAX_NUMBERS)) {
    const text = field ?? '';
    fields.push({ text, country, profile });
    for (const number of readField(text, { country, profile }).numbers) {
      const key = `${number.e164};${number.extension ?? ''}`;
      if (!found.has(key)) found.set(key, { ...number, kind: number.kind ?? kind });
    }
  }
  const isWhole = filled.length <= MAX_NUMBERS && found.size <= MAX_NUMBERS;
  return { numbers: [...found.values()].slice(0, MAX_NUMBERS), isWhole, fields };
}
