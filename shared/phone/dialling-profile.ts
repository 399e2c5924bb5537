import * as z from 'zod/mini';
import type { ReadNumber } from './normalise.ts';

/** How internal numbers are written at a place. Gives `78` and `-78` a meaning; without one they have none. */
export const diallingProfile = z.object({
  /** The company's main number without its extension, E.164: `+493023125` of +49 30 23125-0. */
  trunk: z
    .string('the main number up to its extension, E.164')
    .check(z.regex(/^\+[1-9]\d{5,12}$/, 'E.164, such as +493023125')),
  /** How many digits an internal number may have. */
  internalDigits: z.object({
    least: z.number('a whole number').check(z.int(), z.gte(1), z.lte(5)),
    most: z.number('a whole number').check(z.int(), z.gte(1), z.lte(5)),
  }),
});
export type DiallingProfile = z.infer<typeof diallingProfile>;

const INTERNAL = /^\s*-?\s*(\d{1,5})\s*$/;

/** The number that an internal one stands for at this place; undefined when the text is none. */
export function readInternal(
  text: string,
  { trunk, internalDigits }: DiallingProfile,
): ReadNumber | undefined {
  const digits = INTERNAL.exec(text)?.[1];
  if (digits === undefined || digits.length < internalDigits.least || digits.length > internalDigits.most)
    return undefined;
  const e164 = trunk + digits;
  if (e164.length > 16) return undefined;
  const marked = trunk.length - 1;
  return { e164, ...(marked >= 7 && { trunk: marked }) };
}
