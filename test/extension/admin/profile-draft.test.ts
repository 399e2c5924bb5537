import { describe, expect, it } from 'vitest';
import { fromDraft, toDraft } from '../../../extension/admin/profile-draft.ts';

const CONFIGURED = {
  area: '30',
  trunk: '+493023125',
  internalDigits: { least: 2, most: 3 },
  outside: '0',
  tieLines: [{ code: '7', trunk: '+494066969' }],
  sites: [{ folder: 'Hamburg', trunk: '+494066969' }],
};

describe('the draft of a dialling profile', () => {
  it('begins with the configured profile, and gives it back unchanged without an edit', () => {
    const draft = toDraft(CONFIGURED);
    expect(draft).toEqual({ area: '30', trunk: '+493023125', least: '2', most: '3', outside: '0' });
    expect(fromDraft(draft, CONFIGURED)).toEqual({ ok: true, dialling: CONFIGURED });
  });

  it('keeps sites and tie lines, and drops emptied fields', () => {
    const draft = { area: '', trunk: '+49 (89) 999-98', least: '', most: '', outside: '' };
    expect(fromDraft(draft, CONFIGURED)).toEqual({
      ok: true,
      dialling: { trunk: '+498999998', tieLines: CONFIGURED.tieLines, sites: CONFIGURED.sites },
    });
  });

  it.each([
    ['an area code of letters', { area: 'abc' }, ['area']],
    ['a main number without its country code', { trunk: '030 23125' }, ['trunk']],
    ['lengths out of range', { least: '0', most: '9' }, ['least', 'most']],
    ['half a range', { least: '2', most: '' }, ['most']],
    ['a range that ends before it begins', { least: '4', most: '2' }, ['most']],
    ['an outside line of letters', { outside: 'x' }, ['outside']],
  ])('refuses %s', (_, change, wrong) =>
    expect(fromDraft({ ...toDraft(CONFIGURED), ...change }, CONFIGURED)).toEqual({ ok: false, wrong }),
  );

  it('is empty for a malformed profile', () =>
    expect(toDraft({ area: {}, internalDigits: 'x', trunk: null })).toEqual({
      area: '',
      trunk: '',
      least: '',
      most: '',
      outside: '',
    }));
});
