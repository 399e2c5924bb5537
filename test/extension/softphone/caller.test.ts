import { describe, expect, it } from 'vitest';
import { keyOf, readCaller } from '../../../extension/softphone/caller.ts';

describe('the caller in the lines of a ringing softphone', () => {
  it.each([
    [
      'a name and a number below',
      ['Incoming call', 'Anna Übelacker', '+49 30 23125-123'],
      { number: '+49 30 23125-123', name: 'Anna Übelacker' },
    ],
    [
      'name and number in one line',
      ['CALL FROM: Anna Übelacker (+493023125123)'],
      { number: '+493023125123', name: 'Anna Übelacker' },
    ],
    [
      'an address in angle brackets',
      ['Anna <sip:+493023125123@pbx.example>'],
      { number: '+493023125123', name: 'Anna' },
    ],
    ['an address without a plus', ['sip:493023125123@pbx.example;transport=ws'], { number: '493023125123' }],
    ['an address of a name', ['sip:anna@pbx.example'], { name: 'anna' }],
    ['a number without a plus', ['Eingehender Anruf', '493023125123'], { number: '493023125123' }],
    ['a national number', ['Appel entrant', '0199001234'], { number: '0199001234' }],
    ['an internal number', ['217', 'Leitung 1'], { number: '217' }],
    ['an internal number in brackets', ['Anna Übelacker (217)'], { number: '217', name: 'Anna Übelacker' }],
    ['brackets of another kind', ['Incoming call from [+493023125123]'], { number: '+493023125123' }],
    ['a sentence', ['+493023125123 is calling'], { number: '+493023125123' }],
    ['a sentence with a name', ['AÜ', 'Anna Übelacker ruft an'], { name: 'Anna Übelacker' }],
    ['a label and the name in one', ['Caller:Anna Übelacker'], { name: 'Anna Übelacker' }],
    ['a name alone', ['Chiamata in arrivo', 'Anna Übelacker'], { name: 'Anna Übelacker' }],
    ['a name above the words', ['Anna Übelacker', 'Incoming call…'], { name: 'Anna Übelacker' }],
    ['a number that stands twice', ['+493023125123', '+493023125123'], { number: '+493023125123' }],
    ['a hidden number', ['Incoming call', 'Anonymous'], { name: 'Anonymous' }],
  ])('%s', (_, lines, caller) => expect(readCaller(lines)).toEqual(caller));

  it.each([
    ['the time', ['Incoming call', '10:31', '00:07']],
    ['a date', ['20.11.2026']],
    ['the person’s own number', ['Registered as +49 30 23125-100', 'Angemeldet als 030 23125-100']],
    ['the dialled number', ['To: +49 30 23125-100', 'An +49 30 23125-100']],
    ['states of the phone', ['Online', 'Mute', 'Halten', 'Status:Ready']],
    ['initials', ['AÜ']],
    ['nothing', []],
  ])('is not in %s', (_, lines) => expect(readCaller(lines)).toBeUndefined());

  it('is the same in any spelling of the number', () => {
    const keys = ['+49 30 23125-123', '004930 23125123', '(030) 23125123', '493023125123'].map((number) =>
      keyOf({ number }),
    );
    expect(new Set(keys).size).toBe(1);
    expect(keyOf({ number: '+49 30 23125-124' })).not.toBe(keys[0]);
    expect(keyOf({ name: 'Anna' })).toBe(keyOf({ name: 'ANNA' }));
  });
});
