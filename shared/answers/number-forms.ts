import type { LookupAnswer } from '../api.ts';
import type { Place } from '../phone/dialling-profile.ts';
import {
  formatDialable,
  formatInternational,
  formatNational,
  formatShortest,
  formatUri,
} from '../phone/display.ts';
import type { ReadNumber } from '../phone/readings.ts';

/** A number in every form that a person at a place may want. */
export function numberForms(number: ReadNumber, place: Place): Required<LookupAnswer['number']> {
  const { e164 } = number;
  return {
    e164,
    international: formatInternational(e164),
    national: formatNational(e164),
    shortest: formatShortest(e164, place),
    dialable: formatDialable(e164, place),
    uri: formatUri(number),
  };
}
