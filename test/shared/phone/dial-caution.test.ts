import { describe, expect, it } from 'vitest';
import { cautionFor } from '#shared/phone/dial-caution.ts';
import type { CountryCode } from '#shared/phone/national-plan.ts';

describe('the caution before dialling', () => {
  it.each<[string, CountryCode, string | undefined, string | undefined]>([
    ['+493023125123', 'DE', undefined, undefined],
    ['+498001234567', 'DE', undefined, undefined],
    ['+80012345678', 'DE', undefined, undefined],
    ['+442079460018', 'DE', 'foreign', 'GB'],
    ['+41900123456', 'CH', 'premium', 'CH'],
    ['+448712345678', 'DE', 'premium', 'GB'],
    ['+491805123456', 'DE', 'shared-cost', 'DE'],
    ['+80812345678', 'DE', 'shared-cost', undefined],
    ['+447012345678', 'GB', 'personal', 'GB'],
    ['+870773111632', 'DE', 'satellite', undefined],
    ['+881612345678', 'DE', 'satellite', undefined],
    ['+882161234567', 'DE', 'satellite', undefined],
    ['+979123456789', 'DE', 'premium', undefined],
    ['+49700123456', 'DE', 'unknown', 'DE'],
    ['nonsense', 'DE', 'unknown', undefined],
    // One code, many countries, and many prices.
    ['+15145550123', 'US', undefined, undefined],
    ['+18765550123', 'US', 'foreign', 'JM'],
    ['+12025550123', 'JM', 'foreign', 'US'],
    ['+77272123456', 'RU', 'foreign', 'KZ'],
    ['+441481960018', 'GB', undefined, undefined],
    ['+12025550123', 'DE', 'foreign', 'US'],
  ])('for %s from %s is %s (%s)', (number, home, kind, country) =>
    expect(cautionFor(number, home)).toEqual(kind && { kind, ...(country && { country }) }),
  );
});
