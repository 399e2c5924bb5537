import { describe, expect, it } from 'vitest';
import { dialAddress, dialString } from '../../../extension/dial/dial-address.ts';

const NUMBER = { e164: '+493023125123', dialled: '003023125123' };
const by = (
  callHandler: Parameters<typeof dialAddress>[1]['callHandler'],
  callTemplate: string | null = null,
) => dialAddress(NUMBER, { callHandler, callTemplate });

describe('the address that "Call" opens', () => {
  it.each([
    ['tel', 'tel:003023125123'],
    ['callto', 'callto:003023125123'],
    ['sip', 'sip:003023125123'],
    ['3cx', 'tcxcallto:003023125123'],
    // Teams knows the tenant's dial plan.
    ['teams', 'https://teams.microsoft.com/l/call/0/0?users=4:%2B493023125123'],
    ['none', undefined],
    ['template', undefined],
  ] as const)('for %s is %s', (handler, address) => expect(by(handler)).toBe(address));

  it.each([
    [
      'https://pbx.example/webclient/#/call?phone={number}',
      'https://pbx.example/webclient/#/call?phone=%2B493023125123',
    ],
    ['sip:{number}@pbx.example;user=phone', 'sip:+493023125123@pbx.example;user=phone'],
    ['zoiper:{number}', 'zoiper:+493023125123'],
    ['javascript:alert("{number}")', undefined],
    ['https://{number}.example/', undefined],
    ['https://pbx.example/', undefined],
  ])('for the template %s is %s', (template, address) => expect(by('template', template)).toBe(address));

  it.each([
    ['+49302312*21#', '030'],
    ['+493023125123', '*21*030#'],
    ['+493023125123', '030,,1234'],
    ['+493023125123', '030;ext=1'],
    ['+493023125123', '030p1w2'],
    ['030 23125', '030'],
  ])('is nothing for %s, dialled %s', (e164, dialled) =>
    expect(dialAddress({ e164, dialled }, { callHandler: 'tel', callTemplate: null })).toBeUndefined(),
  );
});

describe('a number that may be dialled', () => {
  it.each(['*21*030123#', '+49*', '030 123', '+49 30', '', '+1234'])('is never %j', (text) =>
    expect(dialString(text)).toBeUndefined(),
  );
  it('is a plus and digits', () => expect(dialString('+493023125123')).toBe('+493023125123'));
});
