import { describe, expect, it } from 'vitest';
import type { CompanyMatchRule, Neighbour } from '#shared/directory/company-match.ts';
import { type CompanyOutcome, judgeCompany } from '#shared/directory/explain-company.ts';

const RULE: CompanyMatchRule = { mode: 'companies', maxDigits: 5 };
const ASKED = '493023125123';

function neighbour(digits: string, company?: string, more: Partial<Neighbour> = {}): Neighbour {
  const contact = () => ({
    id: digits,
    displayName: company ?? 'Anna Arendt',
    ...(company !== undefined && { company }),
    emails: [],
    categories: [],
    numbers: [],
  });
  return { digits, trunk: 0, isPersonal: false, company, contact, ...more };
}

interface Case {
  around?: Neighbour[];
  centres?: Neighbour[];
  rule?: CompanyMatchRule;
}

describe('the explanation of a company match', () => {
  it.each<[CompanyOutcome, Case, number | undefined]>([
    ['matched', { centres: [neighbour('49302312510', 'nordwind')] }, 10],
    ['nobody_near', {}, undefined],
    ['too_little_in_common', { centres: [neighbour('49899999810', 'nordwind')] }, 2],
    ['too_many_digits_differ', { centres: [neighbour('493023999810', 'nordwind')] }, 6],
    ['outside_trunk', { centres: [neighbour('493023125770', 'nordwind', { trunk: 10 })] }, 9],
    [
      'somebody_else_nearer',
      { centres: [neighbour('49302312510', 'nordwind')], around: [neighbour('493023125124')] },
      11,
    ],
    ['no_company', { around: [neighbour('493023125124')] }, 11],
    ['single_number', { around: [neighbour('493023125124', 'nordwind')] }, 11],
    [
      'single_number',
      { around: [neighbour('493023125124', 'nordwind'), neighbour('491715550123', 'nordwind')] },
      11,
    ],
    [
      'several_companies',
      {
        around: [
          neighbour('493023125124', 'nordwind'),
          neighbour('493023125130', 'suedwind'),
          neighbour('493023125190', 'nordwind'),
        ],
      },
      11,
    ],
  ])('gives the outcome %s', (outcome, { around = [], centres = [], rule = RULE }, commonDigits) => {
    expect(judgeCompany(ASKED, rule, around, centres)).toEqual({
      outcome,
      ...(commonDigits !== undefined && { commonDigits, droppedDigits: ASKED.length - commonDigits }),
    });
  });
});
