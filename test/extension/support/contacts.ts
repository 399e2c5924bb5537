import type { Spelled } from '../../../extension/messages/messages.ts';
import type { Hit, LookupAnswer, SearchAnswer } from '../../../shared/api.ts';

/** Invented people with numbers reserved for fiction. */

export const NOW = Date.parse('2026-11-20T12:00:00Z');

export const ANNA: Hit = {
  contact: {
    id: 'a1',
    displayName: 'Anna Übelacker',
    givenName: 'Anna',
    surname: 'Übelacker',
    company: 'Nordwind Logistik GmbH',
    department: 'Purchasing',
    jobTitle: 'Head of purchasing',
    emails: ['anna@nordwind.example'],
    categories: [],
    numbers: [
      { e164: '+493023125100', kind: 'main' },
      { e164: '+493023125123', kind: 'business' },
    ],
  },
  source: { id: 'customers', name: 'Sales customers' },
  asOf: '2026-11-20T11:57:00Z',
};

export const BERND: Hit = {
  contact: {
    id: 'b2',
    displayName: 'Bernd Ohnsorg',
    emails: [],
    categories: [],
    numbers: [{ e164: '+442079460018', kind: 'mobile' }],
  },
  source: { id: 'suppliers', name: 'Suppliers' },
  asOf: '2026-11-20T09:00:00Z',
};

/** A company match, as the worker answers it for an unknown extension. */
export const NORDWIND: Hit = {
  contact: {
    id: 'n3',
    displayName: 'Nordwind Logistik GmbH',
    company: 'Nordwind Logistik GmbH',
    emails: [],
    categories: [],
    numbers: [],
  },
  source: { id: 'customers', name: 'Sales customers' },
  asOf: '2026-11-20T11:57:00Z',
};

/** Their numbers, as the background spells them in international format. */
export const SPELLED: Spelled = {
  '+493023125123': { text: '+49 30 23125123', call: { address: 'tel:+493023125123' } },
  '+493023125100': { text: '+49 30 23125100', call: { address: 'tel:+493023125100' } },
  '+442079460018': {
    text: '+44 20 7946 0018',
    call: { address: 'tel:+442079460018', caution: { kind: 'foreign', country: 'GB' } },
  },
};

export const ASKED = { e164: '+493023125123', international: '+49 30 23125123' };

export function lookupAnswerWith(hits: Hit[]): LookupAnswer {
  return { number: ASKED, match: hits.length > 0 ? 'exact' : 'none', hits, ageSeconds: 180 };
}

/** Nobody carries ASKED; its last `droppedDigits` digits are not the company's. */
export function companyAnswer(hit: Hit, droppedDigits = 3): LookupAnswer {
  return { number: ASKED, match: 'company', hits: [hit], droppedDigits, ageSeconds: 180 };
}

export function searchAnswerWith(hits: Hit[]): SearchAnswer {
  return {
    hits: hits.map((hit) => ({ ...hit, matched: [{ field: 'name', how: 'prefix' }] })),
    more: false,
    ageSeconds: 180,
  };
}
