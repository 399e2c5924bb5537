import { describe, expect, it } from 'vitest';
import { card, lines, readFile } from './support/read-people.ts';

describe('vCard as programs write it', () => {
  it('2.1 of Outlook: quoted-printable, charsets, bare types', () => {
    const head = lines('BEGIN:VCARD', 'VERSION:2.1', 'N;LANGUAGE=de;CHARSET=Windows-1252:').trimEnd();
    const bytes = Buffer.concat([
      Buffer.from(head),
      Buffer.from('Müller;Jörg;;Dr.\r\n', 'latin1'),
      Buffer.from(
        lines(
          'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=B6rg M=C3=BC=',
          'ller',
          'ORG:Stahlbau AG;Einkauf;Nord',
          'TEL;WORK;VOICE:+49 (30) 23125-123',
          'TEL;CELL;VOICE:0176 04069012',
          'TEL;WORK;FAX:030 23125-199',
          'X-MS-TEL;VOICE;CALLBACK:030 23125-124',
          'EMAIL;PREF;INTERNET:joerg@stahlbau.example',
          'NOTE;ENCODING=QUOTED-PRINTABLE:Zeile 1=0D=0AZeile 2',
          'PHOTO;TYPE=JPEG;ENCODING=BASE64:',
          ' /9j/',
          ' 4AAQ',
          '',
          'END:VCARD',
        ),
      ),
    ]);
    const { contacts, notes } = readFile(bytes);
    expect(notes).toEqual([]);
    expect(contacts).toEqual([
      {
        line: 1,
        texts: {
          displayName: 'Dr. Jörg Müller',
          givenName: 'Jörg',
          surname: 'Müller',
          title: 'Dr.',
          companyName: 'Stahlbau AG',
          department: 'Einkauf, Nord',
          personalNotes: 'Zeile 1\r\nZeile 2',
        },
        addresses: {},
        numbers: [
          { kind: 'business', text: '+49 (30) 23125-123' },
          { kind: 'mobile', text: '0176 04069012' },
          { kind: 'business-fax', text: '030 23125-199' },
          { kind: 'other', text: '030 23125-124' },
        ],
        emails: ['joerg@stahlbau.example'],
        categories: [],
        photo: new Uint8Array(Buffer.from('/9j/4AAQ', 'base64')),
      },
    ]);
  });

  it('3.0 with folded lines, groups and escapes', () => {
    const { contacts } = readFile(
      card(
        'FN:Françoise L\\, Ef',
        ' ebvre',
        'N:Lefebvre;Françoise;;;',
        'item1.TEL;TYPE=WORK,VOICE:+33 1 99 00 12 34',
        'TEL;TYPE=HOME:01 99 00 12 35',
        'TEL;TYPE=main:01 99 00 12 30',
        'TEL:01 99 00 12 36',
        'ORG:Muster\\; Klein\\, Gross;Vente',
        'CATEGORIES:Presse,Paris\\, Nord',
        'ADR;TYPE=WORK:;;1 rue X;Paris;;75001;France',
      ),
      'FR',
    );
    expect(contacts).toMatchObject([
      {
        texts: {
          displayName: 'Françoise L, Efebvre',
          companyName: 'Muster; Klein, Gross',
          department: 'Vente',
        },
        numbers: [
          { kind: 'business', text: '+33 1 99 00 12 34' },
          { kind: 'home', text: '01 99 00 12 35' },
          { kind: 'main', text: '01 99 00 12 30' },
          { kind: 'other', text: '01 99 00 12 36' },
        ],
        categories: ['Presse', 'Paris, Nord'],
        addresses: {
          businessAddress: {
            street: '1 rue X',
            city: 'Paris',
            postalCode: '75001',
            countryOrRegion: 'France',
          },
        },
      },
    ]);
  });

  it('4.0 with tel: addresses and data: photos', () => {
    const { contacts, people } = readFile(
      lines(
        'BEGIN:VCARD',
        'VERSION:4.0',
        'FN:Simon Perreault',
        'TEL;VALUE=uri;TYPE="voice,work";PREF=1:tel:+44-20-7946-0123;ext=12',
        'TEL;VALUE=uri;TYPE=cell:tel:+44-7700-900123',
        'TEL;VALUE=uri;TYPE=home:tel:020;phone-context=example.com',
        'PHOTO:data:image/jpeg;base64,/9j/4AAQ',
        'END:VCARD',
      ),
      'GB',
    );
    expect(people).toEqual([
      'Simon Perreault: business +44-20-7946-0123;ext=12, mobile +44-7700-900123, home 020',
    ]);
    expect(contacts[0]?.photo).toHaveLength(6);
  });

  it('lower case, as old programs write it, with blanks around', () => {
    expect(
      readFile(lines('begin:vcard ', 'version:2.1', 'fn:Anna', 'tel;work:030 23125123', 'end:vcard')).people,
    ).toEqual(['Anna: business 030 23125123']);
  });

  it('an indented file', () => {
    const indented = card('FN:Anna-', '  Lena', 'TEL:030 23125123').replace(/^(?=.)/gm, '    ');
    expect(readFile(indented).people).toEqual(['Anna- Lena: other 030 23125123']);
  });
});

describe('joined cards', () => {
  const anna = card('FN:Anna', 'TEL:030 23125123').trimEnd();
  const ben = card('FN:Ben', 'TEL:030 23125124').trimEnd();
  it.each([
    ['nothing', ''],
    ['a blank', ' '],
    ['blanks and a tab', '  \t '],
    ['a byte order mark', '\ufeff'],
    ['a line end and a byte order mark', '\r\n\ufeff'],
    ['a byte order mark and a line end', '\ufeff\r\n'],
    ['Ctrl-Z', '\u001a'],
    ['Ctrl-Z and a line end', '\u001a\r\n'],
    ['Ctrl-Z and a byte order mark', '\u001a\ufeff'],
    ['zeros', '\u0000\u0000'],
    ['empty lines', '\r\n\r\n \r\n'],
    ['a lone CR', '\r'],
    ['an indented line', '\n  '],
  ])('with %s between them are two people', (_, between) => {
    expect(readFile(`${anna}${between}${ben}`)).toMatchObject({
      people: ['Anna: other 030 23125123', 'Ben: other 030 23125124'],
      notes: [],
    });
  });

  it('begin on the line of a number, or of the first property', () => {
    const joined =
      'BEGIN:VCARDVERSION:3.0\nFN:Anna\nTEL:030 23125123END:VCARDBEGIN:VCARDFN:Ben\nTEL:030 23125124\nEND:VCARD';
    expect(readFile(joined).people).toEqual(['Anna: other 030 23125123', 'Ben: other 030 23125124']);
  });

  it('without an END are two people, and the line is named', () => {
    const open = lines(
      'BEGIN:VCARD',
      'FN:Anna',
      'TEL:030 23125123',
      'BEGIN:VCARD',
      'FN:Ben',
      'TEL:030 23125124',
    );
    expect(readFile(open)).toMatchObject({
      people: ['Anna: other 030 23125123', 'Ben: other 030 23125124'],
      notes: ['1 card-not-ended', '4 card-not-ended'],
    });
  });

  it('are not made of a text that holds the words of a card', () => {
    const { contacts, notes } = readFile(
      card(
        'FN:Anna',
        'NOTE:see END:VCARDBEGIN:VCARD and more',
        ' END:VCARD',
        ' BEGIN:VCARD',
        'TEL:030 23125123',
      ),
    );
    expect(notes).toEqual([]);
    expect(contacts).toHaveLength(1);
    expect(contacts[0]?.texts.personalNotes).toBe('see END:VCARDBEGIN:VCARD and moreEND:VCARDBEGIN:VCARD');
  });
});

describe('line ends and folds', () => {
  const written = card('FN:Anna-Katharina', '  Berger', 'ORG:Muster', '\t GmbH', 'TEL:030 23125123');
  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR CR LF', '\r\r\n'],
    ['CR', '\r'],
  ])('are read with %s', (_, end) => {
    expect(readFile(written.replaceAll('\r\n', end))).toMatchObject({
      people: ['Anna-Katharina Berger (Muster GmbH): other 030 23125123'],
      notes: [],
    });
  });

  it('join a letter of UTF-8 that a fold parts', () => {
    const text = card('FN:Jörg Müller', 'NOTE:€ 5', 'TEL:030 23125123');
    const bytes = Buffer.from(text);
    for (let at = bytes.indexOf('FN:') + 3; at < bytes.indexOf('TEL'); at++) {
      if (bytes[at - 1] === 13 || bytes[at - 1] === 10 || bytes[at] === 13 || bytes[at] === 10) continue;
      const name = bytes.subarray(at - 1, at + 5).toString('latin1');
      if (/NOTE|OTE:|TE:|E:/.test(name)) continue;
      const folded = Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)]);
      expect(readFile(folded).contacts[0]?.texts, `fold at ${at}`).toEqual({
        displayName: 'Jörg Müller',
        personalNotes: '€ 5',
      });
    }
  });

  it.each([
    ['a soft break', 'Anna-Lena M=C3=BC=\r\nller', 'Anna-Lena Müller'],
    ['a soft break and a fold', 'Anna-Lena M=C3=BC=\r\n ller', 'Anna-Lena Müller'],
    ['a soft break and a fold with a tab', 'Anna-Lena M=C3=BC=\r\n\tller', 'Anna-Lena Müller'],
    ['a soft break, a fold and a blank', 'Anna-Lena=\r\n  M=C3=BCller', 'Anna-Lena Müller'],
    ['a soft break within a letter', 'Anna-Lena M=C3=\r\n=BCller', 'Anna-Lena Müller'],
    ['a soft break and a fold within a letter', 'Anna-Lena M=C3=\r\n =BCller', 'Anna-Lena Müller'],
    ['a fold alone', 'Anna-Lena M=C3=BC\r\n ller', 'Anna-Lena Müller'],
    ['soft breaks at CR CR LF', 'Anna-Lena M=C3=BC=\r\r\nller', 'Anna-Lena Müller'],
    ['soft breaks of which some have blanks', 'Anna=\r\n Lena=\r\nM=C3=BCller', 'Anna LenaMüller'],
    ['a soft break at the end', 'Anna-Lena M=C3=BCller=', 'Anna-Lena Müller'],
    ['a soft break before an empty line', 'Anna-Lena M=C3=BCller=\r\n', 'Anna-Lena Müller'],
    ['lower-case digits', 'Anna-Lena M=c3=bcller', 'Anna-Lena Müller'],
    ['an equals sign that is none', 'A=B M=C3=BCller', 'A=B Müller'],
  ])('join quoted-printable with %s', (_, value, name) => {
    const text = lines(
      'BEGIN:VCARD',
      'VERSION:2.1',
      `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${value}`,
      'TEL:030 23125123',
      'END:VCARD',
    );
    expect(readFile(text)).toMatchObject({ people: [`${name}: other 030 23125123`], notes: [] });
  });

  it('join a value that a program cut without a fold', () => {
    const long = 'Gesellschaft fuer angewandte Musterkunde und Beispielwesen mit beschraenk';
    expect(readFile(card('FN:Anna', `ORG:${long}`, 'ter Haftung', 'TEL:030 23125123'))).toMatchObject({
      people: [`Anna (${long}ter Haftung): other 030 23125123`],
      notes: [],
    });
  });

  it.each([
    ['indented', ' '],
    ['not indented', ''],
  ])('join a photo whose lines are %s', (_, indent) => {
    const base64 =
      Buffer.alloc(100, 7)
        .toString('base64')
        .match(/.{1,40}/g) ?? [];
    const [first = '', ...rest] = base64;
    const text = card(
      'FN:Anna',
      `PHOTO;ENCODING=b;TYPE=jpeg:${first}`,
      ...rest.map((line) => indent + line),
      '',
      'TEL:030 23125123',
    );
    const { contacts, notes } = readFile(text);
    expect(notes).toEqual([]);
    expect(contacts[0]?.photo).toEqual(new Uint8Array(100).fill(7));
    expect(contacts[0]?.numbers).toHaveLength(1);
  });

  it('keep the lines of a note that were not escaped', () => {
    const { contacts, people } = readFile(
      card('FN:Anna', 'NOTE:first', 'second line', 'Tel: by appointment', 'TEL:030 23125123'),
    );
    expect(contacts[0]?.texts.personalNotes).toBe('first\nsecond line\nTel: by appointment');
    expect(people).toEqual(['Anna: other 030 23125123']);
  });
});

describe('a card within a card', () => {
  it('is a contact of its own, and the outer one goes on', () => {
    const text = card(
      'FN:Anna',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Ben',
      'TEL;TYPE=work:030 23125101',
      'END:VCARD',
      'TEL;TYPE=work:030 23125123',
    );
    expect(readFile(text)).toMatchObject({
      people: ['Anna: business 030 23125123', 'Ben: business 030 23125101'],
      notes: [],
    });
  });
  it('may begin on the line of AGENT', () => {
    const text = card(
      'FN:Anna',
      'AGENT:BEGIN:VCARD',
      'FN:Ben',
      'TEL:030 23125101',
      'END:VCARD',
      'TEL:030 23125123',
    );
    expect(readFile(text).people).toEqual(['Anna: other 030 23125123', 'Ben: other 030 23125101']);
  });
  it('may be escaped, as 3.0 writes it', () => {
    const agent = 'AGENT:BEGIN:VCARD\\nFN:Ben\\nTEL\\;TYPE=work:030 23125101\\nEND:VCARD\\n';
    expect(readFile(card('FN:Anna', agent, 'TEL:030 23125123')).people).toEqual([
      'Anna: other 030 23125123',
      'Ben: business 030 23125101',
    ]);
  });
  it('may hold another', () => {
    const inner = ['AGENT:', 'BEGIN:VCARD', 'FN:Cem', 'TEL:030 23125102', 'END:VCARD'];
    const text = card(
      'FN:Anna',
      'AGENT:',
      'BEGIN:VCARD',
      'FN:Ben',
      ...inner,
      'TEL:030 23125101',
      'END:VCARD',
      'TEL:030 23125123',
    );
    expect(readFile(text).people).toEqual([
      'Anna: other 030 23125123',
      'Ben: other 030 23125101',
      'Cem: other 030 23125102',
    ]);
  });
  it('may be an address alone', () => {
    expect(readFile(card('FN:Anna', 'AGENT;VALUE=uri:CID:x@y.example', 'TEL:030 23125123')).people).toEqual([
      'Anna: other 030 23125123',
    ]);
  });
});

describe('the kind of a number', () => {
  it.each([
    ['TEL;WORK;VOICE:', 'business'],
    ['TEL;TYPE=WORK;TYPE=FAX:', 'business-fax'],
    ['TEL;TYPE=home,fax:', 'home-fax'],
    ['TEL;TYPE="cell,voice":', 'mobile'],
    ['TEL;TYPE=CELL\\,VOICE:', 'mobile'],
    ['TEL;TYPE=HOME\\;VOICE:', 'home'],
    ['TEL;type=pref;type=IPHONE:', 'mobile'],
    ['TEL;TYPE=pager:', 'pager'],
    ['TEL;CAR:', 'car'],
    ['TEL;TYPE=main:', 'main'],
    ['TEL;TYPE=Büro:', 'business'],
    ['TEL;TYPE=geschäftlich:', 'business'],
    ['TEL;TYPE=Handy:', 'mobile'],
    ['TEL;TYPE=Privat\\,Mobil:', 'mobile'],
    ['TEL;TYPE=domicile:', 'home'],
    ['TEL;TYPE=portable:', 'mobile'],
    ['TEL;TYPE=bureau:', 'business'],
    ['TEL;TYPE=móvil:', 'mobile'],
    ['TEL;TYPE=trabajo:', 'business'],
    ['TEL;TYPE=cellulare:', 'mobile'],
    ['TEL;TYPE=ufficio:', 'business'],
    ['TEL;TYPE=werk:', 'business'],
    ['TEL;TYPE=komórkowy:', 'mobile'],
    ['TEL;TYPE=ev:', 'home'],
    ['TEL;TYPE=arbejde:', 'business'],
    ['TEL;TYPE=koti:', 'home'],
    ['TEL;TYPE=рабочий:', 'business'],
    ['TEL;X-Büro:', 'business'],
    ['TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,Gesch=C3=A4ftlich):', 'business'],
    ['TEL;TYPE=X-SKIHUETTE:', 'other'],
    ['TEL:', 'other'],
    ['TEL;TYPE=voice;PREF=1:', 'other'],
  ])('behind %s is %s', (property, kind) => {
    expect(readFile(card('FN:Anna', `${property}030 23125123`)).people).toEqual([
      `Anna: ${kind} 030 23125123`,
    ]);
  });

  it.each([
    ['_$!<Mobile>!$_', 'mobile'],
    ['_$!<Work>!$_', 'business'],
    ['_$!<HomeFAX>!$_', 'home-fax'],
    ['_$!<WorkFAX>!$_', 'business-fax'],
    ['_$!<Main>!$_', 'main'],
    ['_$!<Other>!$_', 'other'],
    ['_$!<Pager>!$_', 'pager'],
    ['iPhone', 'mobile'],
    ['Arbeit', 'business'],
    ['Zentrale', 'main'],
    ['home\\,pref', 'home'],
    ['WORK\\;VOICE', 'business'],
    ['Diensthandy', 'mobile'],
    ['Sekretariat', 'assistant'],
    ['Skihütte', 'other'],
  ])('with the label %s is %s', (label, kind) => {
    const text = card(
      'FN:Anna',
      `item1.X-ABLabel:${label}`,
      'item1.TEL;type=pref:030 23125123',
      'item2.X-ABLabel:Fax',
    );
    expect(readFile(text).people).toEqual([`Anna: ${kind} 030 23125123`]);
  });
});

describe('people and names', () => {
  it.each([['X-ADDRESSBOOKSERVER-KIND:group'], ['X-ADDRESSBOOKSERVER-KIND: Group'], ['KIND:group']])(
    '%s is nobody',
    (kind) => {
      expect(
        readFile(card('FN:Anna', 'TEL:030 23125123') + card('FN:Freunde', kind, 'MEMBER:urn:uuid:1')),
      ).toMatchObject({
        people: ['Anna: other 030 23125123'],
        notes: ['6 group-list'],
      });
    },
  );
  it('a company is a contact', () => {
    expect(readFile(card('KIND:org', 'FN:Muster', 'ORG:Muster', 'TEL:030 23125123')).people).toEqual([
      'Muster: other 030 23125123',
    ]);
  });
  it.each([
    ['N:Berger;Anna,Maria;;Dr.,Prof.;', { surname: 'Berger', givenName: 'Anna Maria', title: 'Dr. Prof.' }],
    ['N:Berger;Anna;Eva, Maria;;Jr.,M.D.', { middleName: 'Eva Maria', generation: 'Jr. M.D.' }],
    ['N:Berger\\, geb. Klein;Anna', { surname: 'Berger, geb. Klein' }],
    ['N:von der Leyen,Berger;Anna', { surname: 'von der Leyen Berger' }],
    ['N:Berger', { surname: 'Berger' }],
    ['N:;Anna', { givenName: 'Anna' }],
  ])('%s holds lists', (name, texts) => {
    expect(readFile(card(name, 'TEL:030 23125123')).contacts[0]?.texts).toMatchObject(texts);
  });
});

describe('a property that is not understood', () => {
  it('is named with its line, and the rest is read', () => {
    const text = lines(
      'BEGIN:VCARD',
      'FN:Ada',
      'this is nothing',
      'X-FAVOURITE:yes',
      'TEL:020 7946 0001',
      'END:VCARD',
      'stray line:x',
      'BEGIN:VCARD',
      'END:VCARD',
      'BEGIN:VCARD',
      'FN:Grace',
    );
    expect(readFile(text, 'GB')).toMatchObject({
      people: ['Ada: other 020 7946 0001', 'Grace'],
      notes: [
        '3 bad-line',
        '4 unknown-property X-FAVOURITE',
        '7 stray-line',
        '8 no-contact',
        '10 card-not-ended',
      ],
    });
  });
  it('is a number that nobody can dial, kept as text', () => {
    expect(readFile(card('FN:Anna', 'TEL:siehe oben', 'TEL:12', 'TEL:4.93E+11'))).toMatchObject({
      people: ['Anna: other siehe oben, other 12'],
      numbers: 0,
      notes: ['4 number-unread TEL', '5 number-unread TEL', '6 digits-lost TEL'],
    });
  });
  it('is a photo behind an address', () => {
    expect(
      readFile(card('FN:Anna', 'TEL:030 23125123', 'PHOTO;VALUE=uri:https://photos.example/a.jpg')).notes,
    ).toEqual(['5 photo-left-out PHOTO']);
  });
});
