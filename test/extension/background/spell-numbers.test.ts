import { describe, expect, it } from 'vitest';
import {
  numbersOf,
  type SpellingSettings,
  spellNumbers,
} from '../../../extension/background/spell-numbers.ts';
import { BARE_SETTINGS } from '../../../extension/settings/settings.ts';
import { ANNA, BERND } from '../support/contacts.ts';

const BERLIN: SpellingSettings = { ...BARE_SETTINGS, country: 'DE', area: '030', main: '+49 30 23125' };
const spell = (number: string, settings: Partial<SpellingSettings> = {}) =>
  spellNumbers([number], { ...BERLIN, ...settings })[number];

describe('the spelling of a number', () => {
  it.each([
    ['international', '+493023125123', '+49 30 23125123'],
    ['international', '+442079460018', '+44 20 7946 0018'],
    ['national', '+493023125123', '030 23125123'],
    ['national', '+442079460018', '+44 20 7946 0018'],
    // Same company site, same town, same country, abroad.
    ['shortest', '+493023125123', '123'],
    ['shortest', '+493055500042', '55500042'],
    ['shortest', '+4940228175123', '040 228175123'],
    ['shortest', '+442079460018', '+44 20 7946 0018'],
  ] as const)('%s of %s is %s', (numberFormat, number, text) =>
    expect(spell(number, { numberFormat })?.text).toBe(text),
  );

  it('happens once for each number of an answer', () => {
    expect(numbersOf({ hits: [ANNA, BERND] })).toEqual(['+493023125100', '+493023125123', '+442079460018']);
    expect(Object.keys(spellNumbers(['+493023125123', '+493023125123'], BERLIN))).toEqual(['+493023125123']);
  });
});

describe('the dialling of a number', () => {
  it('uses E.164 where no outside line is set, since every telephone understands it', () => {
    expect(spell('+493023125123')?.call).toEqual({ address: 'tel:+493023125123' });
  });

  it.each([
    ['+493023125123', 'tel:123'],
    ['+4940228175123', 'tel:0040228175123'],
    ['+442079460018', 'tel:000442079460018'],
  ])('dials %s as %s where an outside line is set', (number, address) =>
    expect(spell(number, { outside: '0' })?.call?.address).toBe(address),
  );

  it('asks first for an expensive or foreign number, and not in the person’s country', () => {
    expect(spell('+442079460018')?.call?.caution).toEqual({ kind: 'foreign', country: 'GB' });
    expect(spell('+442079460018', { country: 'GB' })?.call?.caution).toBeUndefined();
    expect(spell('+491805123456')?.call?.caution).toEqual({ kind: 'shared-cost', country: 'DE' });
  });

  it('is absent where dialling is switched off', () => {
    expect(spell('+493023125123', { callHandler: 'none' })).toEqual({ text: '+49 30 23125123' });
  });

  it.each(['*21*03023125#', '+49', 'nonsense'])('is absent for %s', (text) => {
    expect(spell(text)).toEqual({ text });
  });
});
