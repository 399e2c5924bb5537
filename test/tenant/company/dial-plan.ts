/**
 * German numbers of companies with extensions. Pure.
 * E.164 allows three digits after a reserved trunk. A small tenant gives each company a trunk of its own; a large one
 * gives a hundred companies one trunk and each of them a block of it: its main number `…dd-0` and those that follow.
 */
import type { Place } from './layout.ts';
import { germanTrunkNumber, type ReservedNumber, TRUNKS } from './numbers.ts';

export class DialPlan {
  readonly #sharesTrunks: boolean;

  constructor(companies: number) {
    this.#sharesTrunks = companies > TRUNKS;
  }

  person(place: Place): ReservedNumber {
    if (!this.#sharesTrunks) return germanTrunkNumber(place.company, '', String(10 + place.rank * 3));
    const extension = place.block * 10 + place.blockOffset + place.rank;
    return germanTrunkNumber(place.cycle, '', String(extension).padStart(3, '0'));
  }

  /** The number that everybody in the company may have written down. */
  main(place: Place): ReservedNumber {
    if (!this.#sharesTrunks) return germanTrunkNumber(place.company, '', '0');
    return germanTrunkNumber(place.cycle, String(place.block).padStart(2, '0'), '0');
  }

  fax(place: Place): ReservedNumber {
    return this.#sharesTrunks ? this.main(place) : germanTrunkNumber(place.company, '', '99');
  }

  assistant(place: Place): ReservedNumber {
    return this.#sharesTrunks
      ? this.person({ ...place, rank: 0 })
      : germanTrunkNumber(place.company, '', '11');
  }
}
