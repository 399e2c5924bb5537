import type { DiallingProfile } from './dialling-profile.ts';
import { type CountryCode, type FieldReading, readField } from './normalise.ts';

/** How a dialling profile reads the phone fields of a source, for the administrator who sets it up. */
export interface ProfileReport {
  /** Fields that hold anything. */
  fields: number;
  /** Numbers that were read out of them. */
  numbers: number;
  /** Fields whose number is not written as E.164 yet. */
  changed: number;
  /** Fields in which no number was found. */
  notUnderstood: number;
  /** Fields that keep the digit for an outside line with the number. */
  outsideLine: number;
  /** Fields with two likely readings, of which neither is stored. */
  severalReadings: number;
  /** Fields whose digits a spreadsheet has lost: nothing is stored. */
  digitsLost: number;
  /** Fields that hold a remark beside their numbers. */
  withRemark: number;
  /** The worst fields, each text once: first those that were not understood, by their number of digits, then those with an outside line. */
  examples: Example[];
  /** The first unclear fields, each text once. */
  unclear: UnclearField[];
}

interface Example {
  text: string;
  problem: 'not-understood' | 'outside-line';
}

interface UnclearField {
  text: string;
  reason: NonNullable<FieldReading['unclear']>;
}

/** A phone field as it was written, and where. */
export interface WrittenField {
  readonly text: string;
  readonly country: CountryCode;
  readonly profile?: DiallingProfile | undefined;
}

const MAX_EXAMPLES = 20;
const MAX_EXAMPLE_CHARACTERS = 64;

export function profileReport(fields: Iterable<WrittenField>): ProfileReport {
  const report: ProfileReport = {
    fields: 0,
    numbers: 0,
    changed: 0,
    notUnderstood: 0,
    outsideLine: 0,
    severalReadings: 0,
    digitsLost: 0,
    withRemark: 0,
    examples: [],
    unclear: [],
  };
  for (const { text, country, profile } of fields)
    if (text.trim() !== '') addField(report, text, readField(text, { country, profile }));
  return report;
}

function addField(report: ProfileReport, text: string, { numbers, remark, unclear }: FieldReading): void {
  const hasOutsideLine = numbers.some(({ outsideLine }) => outsideLine);
  const isNotUnderstood = numbers.length === 0 && unclear === undefined;
  report.fields++;
  report.numbers += numbers.length;
  if (numbers.length > 0 && numbers[0]?.e164 !== text.trim()) report.changed++;
  if (numbers.length > 0 && remark !== undefined) report.withRemark++;
  if (isNotUnderstood) report.notUnderstood++;
  if (hasOutsideLine) report.outsideLine++;
  if (unclear === 'several-readings') report.severalReadings++;
  if (unclear === 'digits-lost') report.digitsLost++;
  const shown = text.slice(0, MAX_EXAMPLE_CHARACTERS);
  if (unclear) report.unclear = withUnclear(report.unclear, { text: shown, reason: unclear });
  if (isNotUnderstood || hasOutsideLine)
    report.examples = withExample(report.examples, {
      text: shown,
      problem: isNotUnderstood ? 'not-understood' : 'outside-line',
    });
}

function withUnclear(known: UnclearField[], added: UnclearField): UnclearField[] {
  const isFull = known.length === MAX_EXAMPLES || known.some(({ text }) => text === added.text);
  return isFull ? known : [...known, added];
}

/** The worst among the known examples and the new one; equally bad ones keep their order. */
function withExample(examples: Example[], added: Example): Example[] {
  if (examples.some(({ text }) => text === added.text)) return examples;
  return [...examples, added].sort((a, b) => badness(b) - badness(a)).slice(0, MAX_EXAMPLES);
}

/** A field with many digits is a number that nobody will find; a field without digits is no number at all. */
function badness({ text, problem }: Example): number {
  if (problem === 'outside-line') return -1;
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}
