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
    // The same site, the same town, the same country, the world.
    ['shortest', '+493023125123', '123'],
    ['shortest', '+493055500042', '55500042'],
    ['shortest', '+4940228175123', '040 228175123'],
    ['shortest', '+442079460018', '+44 20 7946 0018'],
  ] as const)('%s of %s is %s', (numberFormat, number, text) =>
    expect(spell(number, { numberFormat })?.text).toBe(text),
  );

  it('reads each number of an answer once', () => {
    expect(numbersOf({ hits: [ANNA, BERND] })).toEqual(['+493023125100', '+493023125123', '+442079460018']);
    expect(Object.keys(spellNumbers(['+493023125123', '+493023125123'], BERLIN))).toEqual(['+493023125123']);
  });
});

describe('the call of a number', () => {
  it('dials E.164, which every telephone understands that needs no outside line', () => {
    expect(spell('+493023125123')?.call).toEqual({ address: 'tel:+493023125123' });
  });

  it.each([
    ['+493023125123', 'tel:123'],
    ['+4940228175123', 'tel:0040228175123'],
    ['+442079460018', 'tel:000442079460018'],
  ])('dials %s as %s where an outside line is set', (number, address) =>
    expect(spell(number, { outside: '0' })?.call?.address).toBe(address),
  );

  it('asks first where the number is dear or abroad, and not in the country of the person', () => {
    expect(spell('+442079460018')?.call?.caution).toEqual({ kind: 'foreign', country: 'GB' });
    expect(spell('+442079460018', { country: 'GB' })?.call?.caution).toBeUndefined();
    expect(spell('+491805123456')?.call?.caution).toEqual({ kind: 'shared-cost', country: 'DE' });
  });

  it('is none where calling is switched off', () => {
    expect(spell('+493023125123', { callHandler: 'none' })).toEqual({ text: '+49 30 23125123' });
  });

  it.each(['*21*03023125#', '+49', 'nonsense'])('is none for %s', (text) => {
    expect(spell(text)).toEqual({ text });
  });
});
