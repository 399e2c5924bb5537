import { describe, expect, it } from 'vitest';
import { BARE_SETTINGS } from '../../../extension/settings/settings.ts';
import { countryOf, placeOf } from '../../../extension/settings/telephone.ts';

describe('the person’s place', () => {
  it('has the country of the browser’s language while nothing is set', () => {
    expect(placeOf(BARE_SETTINGS, 'de-AT')).toEqual({ country: 'AT' });
    expect(countryOf(BARE_SETTINGS, 'de')).toBe('DE');
  });

  it('follows the settings', () => {
    const telephone = { country: 'CH', area: '044', main: '+41 44 668', outside: '0' };
    expect(placeOf({ ...BARE_SETTINGS, ...telephone }, 'de-DE')).toEqual(telephone);
  });
});
