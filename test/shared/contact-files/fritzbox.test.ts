import { describe, expect, it } from 'vitest';
import { encode } from './support/encode.ts';
import { readFile } from './support/read-people.ts';

const book = (encoding: string, ...contacts: string[]) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<phonebooks>\n<phonebook owner="1" name="Telefonbuch">\n${contacts.join('\n')}\n</phonebook>\n</phonebooks>\n`;
const contact = (name: string, ...numbers: string[]) =>
  `<contact><category>0</category><person><realName>${name}</realName></person><telephony nid="${numbers.length}">${numbers.join('')}</telephony><services nid="1"><email classifier="private">a@b.example</email></services><setup/><mod_time>1</mod_time><uniqueid>17</uniqueid></contact>`;
const number = (type: string, text: string) => `<number type="${type}" prio="1" id="0">${text}</number>`;

describe("a FRITZ!Box's phone book", () => {
  it('gives people with the kinds of their numbers', () => {
    const anna = contact(
      'Berger &amp; S&#246;hne',
      number('home', '03023125300'),
      number('mobile', '017604069001'),
      number('work', '03023125123'),
      number('fax_work', '03023125199'),
    );
    const { people, contacts, notes } = readFile(
      book('utf-8', anna, contact('Jörg', number('intern', '**610'))),
    );
    expect(people).toEqual([
      'Berger & Söhne: home 03023125300, mobile 017604069001, business 03023125123, business-fax 03023125199',
      'Jörg: other **610',
    ]);
    expect(contacts[0]).toMatchObject({ line: 4, emails: ['a@b.example'] });
    expect(notes).toEqual(['5 number-unread number']);
  });
  it('is read in the encoding that it names', () => {
    const text = book('iso-8859-1', contact('Jörg Müller', number('home', '03023125300')));
    expect(readFile(encode(text, 'windows-1252')).people).toEqual(['Jörg Müller: home 03023125300']);
  });
  it('names a contact that holds nothing', () => {
    const empty = '<contact><person><realName></realName></person><telephony/></contact>';
    expect(readFile(book('utf-8', contact('Anna', number('home', '03023125300')), empty))).toMatchObject({
      people: ['Anna: home 03023125300'],
      notes: ['5 no-contact'],
    });
  });
});
