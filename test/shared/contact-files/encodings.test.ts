import { describe, expect, it } from 'vitest';
import { encode } from './support/encode.ts';
import { card, lines, readFile } from './support/read-people.ts';

const join = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

describe('a card that names no encoding', () => {
  it.each([
    ['windows-1250', 'Łukasz Żółć'],
    ['windows-1250', 'Jiří Dvořák'],
    ['windows-1250', 'Zoltán Kőszegi'],
    ['windows-1250', 'Křížová'],
    ['windows-1250', 'Wójcik Paweł'],
    ['windows-1250', 'Đorđe Šarić'],
    ['windows-1250', 'Gyöngyösi Jenő'],
    ['windows-1250', 'Małgorzata Wiśniewska'],
    ['windows-1252', 'Jörg Müller'],
    ['windows-1252', 'Größe'],
    ['windows-1252', 'MÜLLER & SÖHNE'],
    ['windows-1252', 'Françoise Lefèvre'],
    ['windows-1252', 'José Peña Núñez'],
    ['windows-1252', 'Søren Ångström'],
    ['windows-1252', 'João Conceição'],
    ['windows-1252', 'Þórður'],
    ['windows-1252', 'Bäckerei „Zur Sonne“ – Köln'],
    ['windows-1252', 'D’Angelo'],
    ['windows-1254', 'Ayşe Yıldız'],
    ['windows-1254', 'Şahin İnşaat'],
    ['windows-1251', 'Иван Петров'],
    ['windows-1251', 'Олександр Шевченко'],
    ['windows-1253', 'Γιώργος Παπαδόπουλος'],
    ['windows-1257', 'Jānis Bērziņš'],
    ['windows-1255', 'דוד כהן'],
    ['windows-1256', 'محمد علي'],
    ['iso-8859-2', 'Jiří Šťastný'],
    ['iso-8859-15', 'Cœur Müller'],
    ['koi8-r', 'Иван Петров'],
    ['ibm866', 'Иван Петров'],
    ['cp850', 'Jörg Müller'],
    ['cp850', 'Françoise Lefèvre'],
    ['cp437', 'Übler'],
    ['cp852', 'Łukasz Żółć'],
    ['macintosh', 'Jörg Müller'],
    ['macintosh', 'Ägir Öhler'],
    ['macintosh', 'Françoise Lefèvre'],
  ])('is read in %s: %s', (label, name) => {
    const { people, notes } = readFile(
      join('BEGIN:VCARD\r\nFN:', encode(name, label), '\r\nTEL:030 23125123\r\nEND:VCARD\r\n'),
    );
    expect(people).toEqual([`${name}: other 030 23125123`]);
    expect(notes).toEqual([expect.stringMatching(/^1 code-page(-unsure)? /)]);
  });

  it('is read in Shift-JIS', () => {
    const tanaka = Uint8Array.of(0x82, 0xbd, 0x82, 0xc8, 0x82, 0xa9);
    expect(
      readFile(join('BEGIN:VCARD\r\nFN:', tanaka, '\r\nTEL:03 1234 5678\r\nEND:VCARD\r\n'), 'JP').people[0],
    ).toMatch(/^たなか/);
  });

  it('is read by itself: the other cards stay as they are', () => {
    const cards = join(
      card('FN:Jörg Müller', 'TEL:030 23125123'),
      encode(card('FN:Jürgen Groß', 'TEL:030 23125124'), 'windows-1252'),
      encode(card('FN:Łukasz Żółć', 'TEL:030 23125125'), 'windows-1250'),
      encode(card('FN:Иван Петров', 'TEL:030 23125126'), 'windows-1251'),
      card('FN:山田太郎', 'TEL:030 23125127'),
    );
    expect(readFile(cards).people).toEqual([
      'Jörg Müller: other 030 23125123',
      'Jürgen Groß: other 030 23125124',
      'Łukasz Żółć: other 030 23125125',
      'Иван Петров: other 030 23125126',
      '山田太郎: other 030 23125127',
    ]);
  });

  it('has its property in quoted-printable read alike', () => {
    const text = lines(
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller',
      'ORG;QUOTED-PRINTABLE:M=C3=BCller',
      'END:VCARD',
    );
    expect(readFile(text).people).toEqual(['Jörg Müller (Müller)']);
  });
});

describe('a single bad byte', () => {
  const many = Array.from({ length: 20 }, (_, at) => card(`FN:Jörg Müller ${at}`, 'TEL:030 23125123'));
  const withByte = (byte: number) =>
    join(...many, 'BEGIN:VCARD\r\nFN:Sören Größe', Uint8Array.of(byte), '\r\nEND:VCARD\r\n');
  it.each([0x80, 0xa0, 0xc3, 0xe4, 0xff])('%i turns no other letter', (byte) => {
    const { people, notes } = readFile(withByte(byte));
    expect(people.slice(0, 20)).toEqual(many.map((_, at) => `Jörg Müller ${at}: other 030 23125123`));
    expect(people[20]).toMatch(/^Sören Größe/);
    expect(notes).toEqual(['102 bytes-mended']);
  });
  it('in CSV turns no other line', () => {
    const rows = join(
      'Vorname;Telefon\nJörg;030 23125123\nMä',
      Uint8Array.of(0xff),
      'x;030 23125124\nSören;030 23125125\n',
    );
    const { people, notes } = readFile(rows);
    expect([people[0], people[2]]).toEqual(['Jörg: business 030 23125123', 'Sören: business 030 23125125']);
    expect(notes).toEqual(['3 bytes-mended']);
  });
  it('that is half a letter, where a phone cut the field, is left out', () => {
    const cut = Buffer.from('FN:Jörg Mü').subarray(0, -1);
    expect(readFile(join('BEGIN:VCARD\r\n', cut, '\r\nEND:VCARD\r\n')).people).toEqual(['Jörg M']);
  });
});

describe('an encoding that the file names', () => {
  const named = (charset: string, bytes: Uint8Array) =>
    readFile(join(`BEGIN:VCARD\r\nFN;CHARSET=${charset}:`, bytes, '\r\nEND:VCARD\r\n'));
  it.each([
    ['ISO-8859-1', 'Jörg Müller', 'windows-1252'],
    ['Windows-1252', 'Jörg Müller', 'windows-1252'],
    ['windows-1251', 'Иван', 'windows-1251'],
    ['ISO-8859-2', 'Łukasz', 'iso-8859-2'],
    ['IBM850', 'Jörg', 'cp850'],
    ['macintosh', 'Jörg', 'macintosh'],
    ['KOI8-R', 'Иван', 'koi8-r'],
  ])('%s is taken', (charset, name, label) => {
    expect(named(charset, encode(name, label))).toMatchObject({ people: [name], notes: [] });
  });
  it('UTF-8 that is none gives way', () => {
    expect(named('UTF-8', encode('Jörg Müller', 'windows-1252'))).toMatchObject({
      people: ['Jörg Müller'],
      notes: ['1 code-page windows-1252', '2 unknown-charset UTF-8'],
    });
  });
  it('Latin-1 that is UTF-8 gives way', () => {
    expect(named('ISO-8859-1', Buffer.from('Jörg Müller'))).toMatchObject({ people: ['Jörg Müller'] });
  });
  it('that nobody knows is named', () => {
    expect(named('X-NONSENSE', Buffer.from('Jörg')).people).toEqual(['Jörg']);
    expect(named('X-NONSENSE', encode('Jörg Müller', 'windows-1252'))).toMatchObject({
      people: ['Jörg Müller'],
      notes: ['1 code-page windows-1252', '2 unknown-charset X-NONSENSE'],
    });
  });
  it.each(['utf16le', 'utf16be'])('as byte order mark of %s is taken', (label) => {
    const bytes = Buffer.from(`\ufeff${card('FN:Jörg 山田', 'TEL:030 23125123')}`, 'utf16le');
    expect(readFile(label === 'utf16be' ? bytes.swap16() : bytes).people).toEqual([
      'Jörg 山田: other 030 23125123',
    ]);
  });
});

describe('CSV that names no encoding', () => {
  it.each([
    ['windows-1250', 'Imię;Nazwisko;Telefon komórkowy', 'Łukasz;Żółć;0176 04069001', 'Łukasz Żółć'],
    ['windows-1252', 'Prénom;Nom;Téléphone mobile', 'Hélène;Lefèvre;0176 04069001', 'Hélène Lefèvre'],
    ['windows-1251', 'Имя;Фамилия;Мобильный телефон', 'Иван;Петров;0176 04069001', 'Иван Петров'],
    [
      'windows-1253',
      'Όνομα;Επώνυμο;Κινητό τηλέφωνο',
      'Γιώργος;Παπαδόπουλος;0176 04069001',
      'Γιώργος Παπαδόπουλος',
    ],
    ['windows-1254', 'Ad;Soyadı;Cep Telefonu', 'Ayşe;Yıldız;0176 04069001', 'Ayşe Yıldız'],
    ['macintosh', 'Vorname;Nachname;Mobiltelefon', 'Jörg;Müller;0176 04069001', 'Jörg Müller'],
    ['cp850', 'Vorname;Nachname;Mobiltelefon', 'Jörg;Groß;0176 04069001', 'Jörg Groß'],
    ['iso-8859-2', 'Jméno;Příjmení;Mobilní telefon', 'Jiří;Šťastný;0176 04069001', 'Jiří Šťastný'],
  ])('is read in %s', (label, heading, row, name) => {
    expect(readFile(encode(lines(heading, row), label)).people).toEqual([`${name}: mobile 0176 04069001`]);
  });
});
