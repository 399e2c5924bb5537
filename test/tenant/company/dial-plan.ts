/**
 * German numbers of companies with extensions. Pure.
 * E.164 allows three digits after a reserved trunk. In a small tenant each company has a trunk of its own. In a large
 * one a hundred companies share a trunk, each with a block of it: its main number `…dd-0` and the numbers after that.
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

  /** The company's main number, which any of its contacts may carry. */
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
