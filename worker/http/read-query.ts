import type * as z from 'zod/mini';
import { type CountryCode, isCountryCode } from '#shared/phone/normalise.ts';
import { RequestFailure } from './problem.ts';

/** Parses the query by its schema. Throws RequestFailure `bad_request`, which names the parameter. */
export function readQuery<T>(query: Record<string, string>, schema: z.ZodMiniType<T>): T {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const parameter = parsed.error.issues[0]?.path[0];
  throw new RequestFailure('bad_request', {
    ...(typeof parameter === 'string' && {
      detail: `The parameter "${parameter}" does not fit /openapi.json.`,
    }),
  });
}

export function readCountry(text: string | undefined, fallback: CountryCode): CountryCode {
  if (text === undefined) return fallback;
  const country = text.toUpperCase();
  if (isCountryCode(country)) return country;
  throw new RequestFailure('bad_request', { detail: 'The parameter "country" is no ISO 3166 country.' });
}
