import { type Chunk, chunksOf, type Group } from './chunks.ts';
import type { CutNumber } from './cut-numbers.ts';
import { cutsOf } from './cuts.ts';
import { type Place, siteAt } from './dialling-profile.ts';
import { hasLostDigits } from './field-text.ts';
import { type Reading, readOne } from './one-number.ts';
import { MAX_CHARACTERS, prepare, type Step, type StepCode } from './spelling.ts';
import { WEIGHTS } from './weights.ts';

export type { Reading, ReadNumber } from './one-number.ts';

/** Further readings would add nothing. */
const MAX_READINGS = 5;
/** Texts that may be read for one field. */
export const READINGS_PER_FIELD = 64;

/**
 * All readings of a text at a place, likeliest first. Of several numbers in it, those of the first come first. One number may be
 * an international number; an internal one; a local one; a national one, with or without its prefix; an international one
 * without its plus; a number behind the digit for an outside line.
 */
export function readings(text: string, place: Place): Reading[] {
  const found = new Map<string, Reading>();
  for (const reading of likeliestFirst(text, place)) {
    const key = `${reading.number.e164};${reading.number.extension ?? ''}`;
    if (!found.has(key)) found.set(key, reading);
    if (found.size === MAX_READINGS) break;
  }
  return [...found.values()];
}

function* likeliestFirst(written: string, place: Place): Generator<Reading> {
  if (written.length > MAX_CHARACTERS) return;
  const prepared = prepare(written, siteAt(place).country);
  if (!prepared || hasLostDigits(prepared.text)) return;
  const { text, steps } = prepared;
  const chunks = chunksOf(text);
  const budget = { readings: READINGS_PER_FIELD };
  for (const chunk of chunks) {
    const [cut, other] = cutsOf(text, chunk, {
      place,
      isAlone: chunks.length === 1,
      nothing: WEIGHTS.nothing,
      budget,
    });
    if (cut.numbers.length === 0) continue;
    const isNear = other !== undefined && other.cost - cut.cost < WEIGHTS.near;
    for (const { numbers } of [cut, ...(isNear ? [other] : [])])
      for (const number of numbers.slice(0, 1))
        for (const reading of readOne(number.text, place))
          yield {
            ...reading,
            steps: [...steps, ...stepsTo(text, chunk, number, numbers.length === 1), ...reading.steps],
          };
    return;
  }
}

/** What stands before and behind the number is cut off, each with the reason. */
function stepsTo(text: string, chunk: Chunk, number: CutNumber, isOnly: boolean): Step[] {
  const { start, end, text: own } = number;
  const [whole, front] = [text.trim(), text.slice(start).trim()];
  const steps: Step[] = [];
  if (front !== whole) steps.push({ code: reasonBefore(chunk, number), before: whole, after: front });
  const behind = text.slice(end);
  if (behind.trim() !== '') {
    const code = !isOnly && /\d/.test(behind) ? 'cut-number' : reasonBehind(chunk, number);
    steps.push({ code, before: front, after: own.trim() });
  }
  return steps;
}

function reasonBefore({ groups }: Chunk, { start }: CutNumber): StepCode {
  return reasonOf(groups.findLast((group) => group.end <= start));
}

function reasonBehind({ groups, tail }: Chunk, { end }: CutNumber): StepCode {
  return tail !== undefined && tail > end ? 'range' : reasonOf(groups.find((group) => group.start >= end));
}

function reasonOf(beside: Group | undefined): StepCode {
  if (!beside) return 'label';
  return beside.not ? `cut-${beside.not}` : 'cut-digits';
}
