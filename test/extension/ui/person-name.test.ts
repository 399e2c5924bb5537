import { beforeEach, describe, expect, it } from 'vitest';
import { ageText } from '../../../extension/ui/age.ts';
import { hueOf, initialsOf } from '../../../extension/ui/person-name.ts';
import { NOW } from '../support/contacts.ts';
import { speak } from '../support/messages.ts';

describe('the initials in an avatar', () => {
  it.each([
    [{ displayName: 'x', givenName: 'Ömer', surname: 'Yıldız' }, 'ÖY'],
    [{ displayName: 'Nordwind Logistik GmbH' }, 'NG'],
    [{ displayName: 'Zentrale' }, 'Z'],
    [{ displayName: '(24/7) Support' }, '2S'],
    [{ displayName: '???' }, ''],
    [{ displayName: '𝒜da Love' }, '𝒜L'],
  ])('of %j are %s', (contact, letters) => expect(initialsOf(contact)).toBe(letters));

  it('keep the colour of their name', () => {
    expect(hueOf('Anna')).toBe(hueOf('Anna'));
    expect(hueOf('Anna')).not.toBe(hueOf('Bernd'));
  });
});

describe('the age of data', () => {
  beforeEach(() => speak('en'));
  it.each([
    [20, 'just now'],
    [3 * 60, '3 min. ago'],
    [2 * 3600 + 5, '2 hr. ago'],
    [3 * 86_400, '3 days ago'],
  ])('of %i seconds is %s', (seconds, text) => expect(ageText(NOW - seconds * 1000, NOW)).toBe(text));

  it('follows the language of the messages', () => {
    speak('de');
    expect(ageText(NOW - 180_000, NOW)).toBe('vor 3 Min.');
  });
});
