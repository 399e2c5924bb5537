import { describe, expect, it } from 'vitest';
import { readContactFile } from '#shared/contact-files/contact-file.ts';
import { sayContactFile, sayFailure } from '#shared/contact-files/summary.ts';
import { card, lines } from './support/read-people.ts';

const read = (text: string) => readContactFile(new TextEncoder().encode(text), { country: 'DE' });
function say(text: string): string[] {
  const file = read(text);
  return file.ok ? sayContactFile(file.value) : [sayFailure('my.csv', file.failure)];
}

describe('the summary of a file', () => {
  it('counts people and numbers, and has nothing else to say of a file that was read whole', () => {
    expect(say(card('FN:Anna', 'TEL:030 23125123', 'TEL:030 23125124') + card('FN:Ben'))).toEqual([
      'Read 2 people with 2 numbers.',
    ]);
  });
  it('names columns, lines and numbers with their places', () => {
    const said = say(
      lines('Name;Telefon;Farbe;Geschlecht', 'Anna;4.9E+11;rot;w', 'Ben;oben', 'Cem;030 23125123;;;;zu viel'),
    );
    expect(said[0]).toBe('Read 2 people with 0 numbers.');
    expect(said.slice(1).map((line) => /^(Line \d+|Not needed)/.exec(line)?.[0])).toEqual([
      'Line 1',
      'Line 2',
      'Line 3',
      'Line 4',
      'Not needed',
    ]);
    expect(said[1]).toContain('"Farbe"');
    expect(said[2]).toContain('"Telefon"');
    expect(said[5]).toContain('Geschlecht');
  });
  it('holds no number and no name of the file', () => {
    const said = say(lines('Name;Telefon', 'Anna;4.9E+11', 'Ben;oben', 'Cem;030 23125123;zu viel')).join(' ');
    expect(said).not.toMatch(/Anna|Ben|Cem|4\.9E\+11,|oben|23125/);
  });
  it('ends after twenty remarks with how many more there are', () => {
    const said = say(lines('Name;Telefon', ...Array.from({ length: 32 }, () => 'Anna;oben')));
    expect(said).toHaveLength(22);
    expect(said.at(-1)).toBe('… and 12 more remarks.');
  });
  it('says of a file that cannot be read what to do', () => {
    expect(say('a;b\n1;2\n')).toEqual([expect.stringMatching(/^"my\.csv" has no headings .*First Name/)]);
  });
});
