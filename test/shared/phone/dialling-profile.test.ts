import { describe, expect, it } from 'vitest';
import { type DiallingProfile, diallingProfile, siteOf } from '#shared/phone/dialling-profile.ts';
import { readNumbers } from '#shared/phone/normalise.ts';

/** XPhone's documented example and spellings, for a company in Munich. */
const munich: DiallingProfile = {
  country: 'DE',
  area: '89',
  trunk: '+4989987654',
  internalDigits: { least: 2, most: 4 },
  outside: '0',
};

describe('a source with a dialling profile', () => {
  it.each([
    ['123456-789', '+4989123456789', 10],
    ['123456-78', '+498912345678', 10],
    ['-123', '+4989987654123', 10],
    ['-78', '+498998765478', 10],
    ['78', '+498998765478', 10],
    ['DW 78', '+498998765478', 10],
    ['Durchwahl -78', '+498998765478', 10],
    ['+49(89)123456-78', '+498912345678', 10],
    ['0049-89-123456-78', '+498912345678', undefined],
    ['+49(0)89 123456-78', '+498912345678', 10],
    ['089/12345678', '+498912345678', undefined],
    ['089.123456.78', '+498912345678', undefined],
    ['+49891234567', '+49891234567', undefined],
    ['+1 212 555-0123', '+12125550123', undefined],
    ['8912345678', '+498912345678', undefined],
  ])('reads %s as %s, with its extension after %s digits', (text, e164, trunk) => {
    expect(readNumbers(text, 'DE', munich)).toEqual([{ e164, ...(trunk !== undefined && { trunk }) }]);
  });

  it('reads no numbers of police and enquiries, except as an extension behind a hyphen', () => {
    expect(readNumbers('110', 'DE', munich)).toEqual([]);
    expect(readNumbers('11833', 'DE', munich)).toEqual([]);
    expect(readNumbers('-110', 'DE', munich)).toMatchObject([{ e164: '+4989987654110' }]);
  });

  it('marks an outside line that was stored with the number', () => {
    expect(readNumbers('0 089 123456', 'DE', munich)).toEqual([{ e164: '+4989123456', outsideLine: true }]);
    expect(readNumbers('00049 89 123456', 'DE', munich)).toEqual([
      { e164: '+4989123456', outsideLine: true },
    ]);
  });

  it('reads no internal number without a main number, and none of another length', () => {
    expect(readNumbers('78', 'DE', { area: '89' })).toEqual([]);
    expect(readNumbers('7', 'DE', munich)).toEqual([]);
  });

  it('reads tie lines to other places', () => {
    const profile = {
      ...munich,
      tieLines: [{ code: '7', trunk: '+494066969' }],
      internalDigits: { least: 3, most: 3 },
    };
    expect(readNumbers('7123', 'DE', profile)).toEqual([{ e164: '+494066969123', trunk: 9 }]);
    expect(readNumbers('123', 'DE', profile)).toMatchObject([{ e164: '+4989987654123' }]);
  });

  it('follows the prefixes of the telephone system', () => {
    const profile = { international: '000', national: '9' };
    expect(readNumbers('000 49 30 23125123', 'US', profile)).toEqual([{ e164: '+493023125123' }]);
    expect(readNumbers('9 212 555 0123', 'US', profile)).toEqual([{ e164: '+12125550123' }]);
  });

  it('reads the seven digits of a local number in North America', () => {
    expect(readNumbers('555-0123', 'US', { area: '212' })).toEqual([{ e164: '+12125550123' }]);
    expect(readNumbers('55-0123', 'US', { area: '212' })).toEqual([]);
  });
});

describe('a source with several sites', () => {
  const profile = diallingProfile.parse({
    ...munich,
    sites: [
      { folder: 'Customers/Berlin', area: '30', trunk: '+493023125' },
      { category: 'Hamburg', area: '40', trunk: '+494066969', internalDigits: { least: 3, most: 3 } },
    ],
  });
  const trunkAt = (where: Parameters<typeof siteOf>[1]) => siteOf(profile, where).trunk;

  it('reads a contact by the site of its folder or category', () => {
    expect(trunkAt({ folder: 'Customers/Berlin' })).toBe('+493023125');
    expect(trunkAt({ folder: 'customers/berlin/Mitte' })).toBe('+493023125');
    expect(trunkAt({ folder: 'Customers/Berlin-West' })).toBe('+4989987654');
    expect(trunkAt({ categories: ['VIP', 'hamburg'] })).toBe('+494066969');
    expect(trunkAt({ folder: 'Customers/Berlin', categories: ['Hamburg'] })).toBe('+493023125');
    expect(trunkAt({})).toBe('+4989987654');
  });

  it('takes settings that a site lacks from the source', () => {
    expect(siteOf(profile, { folder: 'Customers/Berlin' })).toEqual({
      ...munich,
      area: '30',
      trunk: '+493023125',
    });
    expect(siteOf(profile, { categories: ['Hamburg'] }).internalDigits).toEqual({ least: 3, most: 3 });
  });

  it.each([
    { trunk: '03023125' },
    { area: '0 30' },
    { country: 'XX' },
    { internalDigits: { least: 0, most: 3 } },
    { outside: '*' },
  ])('is refused with %j', (wrong) => {
    expect(diallingProfile.safeParse({ ...munich, ...wrong }).success).toBe(false);
  });
});
