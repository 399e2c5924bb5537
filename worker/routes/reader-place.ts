import type * as z from 'zod/mini';
import type { lookupQuery } from '#shared/api.ts';
import { type Place, siteAt } from '#shared/phone/dialling-profile.ts';
import type { CountryCode } from '#shared/phone/normalise.ts';
import { RequestFailure } from '../http/problem.ts';
import { readCountry } from '../http/read-query.ts';

export type ReaderQuery = Omit<z.infer<typeof lookupQuery>, 'number'>;

/** The place in the query, from which the person telephones. Throws RequestFailure `bad_request`, which names the parameter. */
export function readerPlace({ country, area, main, outside }: ReaderQuery, fallback: CountryCode): Place {
  const place: Place = {
    country: readCountry(country, fallback),
    area,
    // A query string turns a plus into a blank.
    main: main?.replace(/^ (?=[1-9])/, '+'),
    outside,
  };
  if (main !== undefined && siteAt(place).trunk === undefined)
    throw new RequestFailure('bad_request', {
      detail: 'The parameter "main" is no main number of the country, or needs "area".',
    });
  return place;
}
