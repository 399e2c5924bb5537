import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContactFile } from '#shared/contact-files/contact-file.ts';
import { csvRows } from '#shared/contact-files/csv-rows.ts';
import { physicalLines } from '#shared/contact-files/physical-lines.ts';
import { readFile } from './support/read-people.ts';

/** Names as they are written, without the signs that a format gives a meaning. */
const name = fc
  .tuple(
    fc.constantFrom('Anna', 'Jörg', 'Łukasz', 'Şahin', '太郎', 'Иван', 'Zoë', 'O’Neill'),
    fc.constantFrom('Berger', 'Müller', 'Żółć', 'Großmann', '山田', 'Петров', 'van den Berg', 'García'),
  )
  .map(([given, surname]) => `${given} ${surname}`);
const ending = fc.integer({ min: 100, max: 999 }).map(String);
const person = fc.record({ name, ending, kind: fc.constantFrom('WORK', 'HOME', 'CELL') });
const KINDS = { WORK: 'business', HOME: 'home', CELL: 'mobile' };
const people = fc.array(person, { minLength: 1, maxLength: 6 });
const said = (all: { name: string; ending: string; kind: keyof typeof KINDS }[]) =>
  all.map(({ name: called, ending: digits, kind }) => `${called}: ${KINDS[kind]} 030 23125${digits}`);

const lineEnd = fc.constantFrom('\n', '\r\n', '\r\r\n', '\r');
const between = fc.constantFrom(
  '',
  ' ',
  '\ufeff',
  '\u001a',
  '\r\n',
  '\r\n\r\n',
  '\n\ufeff',
  '\u001a\r\n',
  '\u0000',
);

/** Folds a line at every `width` bytes, also within a letter. */
function fold(line: string, width: number, end: string): Buffer {
  const bytes = Buffer.from(line);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += width)
    parts.push(Buffer.concat([Buffer.from(at === 0 ? '' : `${end} `), bytes.subarray(at, at + width)]));
  return Buffer.concat([...parts, Buffer.from(end)]);
}

function quoted(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

describe('any file', () => {
  it('gives the same people, however its cards are folded, ended and joined', () => {
    fc.assert(
      fc.property(people, lineEnd, between, fc.integer({ min: 5, max: 60 }), (all, end, joint, width) => {
        const cards = all.map(({ name: called, ending: digits, kind }) =>
          Buffer.concat([
            Buffer.from(`BEGIN:VCARD${end}VERSION:3.0${end}`),
            fold(`FN:${called}`, width, end),
            fold(`TEL;TYPE=${kind}:030 23125${digits}`, width, end),
            Buffer.from('END:VCARD'),
          ]),
        );
        const file = Buffer.concat(cards.flatMap((card) => [card, Buffer.from(joint)]));
        expect(readFile(file)).toMatchObject({ people: said(all), notes: [] });
      }),
    );
  });

  it('gives the same people in every dialect', () => {
    const dialects: ((all: Parameters<typeof said>[0]) => string)[] = [
      (all) =>
        all
          .map(
            (one) =>
              `BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted(one.name)}\r\nTEL;${one.kind};VOICE:030 23125${one.ending}\r\nEND:VCARD\r\n`,
          )
          .join(''),
      (all) =>
        all
          .map(
            (one) =>
              `BEGIN:VCARD\nVERSION:4.0\nFN:${one.name}\nTEL;VALUE=uri;TYPE="${one.kind.toLowerCase()},voice":tel:030 23125${one.ending}\nEND:VCARD\n`,
          )
          .join(''),
      (all) =>
        all
          .map(
            (one) =>
              `BEGIN:VCARD\nVERSION:3.0\nFN:${one.name}\nitem1.TEL:030 23125${one.ending}\nitem1.X-ABLabel:_$!<${{ WORK: 'Work', HOME: 'Home', CELL: 'Mobile' }[one.kind]}>!$_\nEND:VCARD\n`,
          )
          .join(''),
      (all) => csv(all, 'Display Name,Business Phone,Home Phone,Mobile Phone', ',', '"'),
      (all) => csv(all, 'Name;Telefon (geschäftlich);Telefon (privat);Handy', ';', ''),
      (all) => csv(all, 'Nom complet\tTéléphone (bureau)\tTéléphone (domicile)\tTél. mobile', '\t', "'"),
      (all) => `sep=|\n${csv(all, 'Full Name|Work Phone|Home Phone|Cell', '|', '"')}`,
      (all) =>
        `Name,Phone 1 - Label,Phone 1 - Value\n${all.map((one) => `${one.name},${{ WORK: 'Work', HOME: 'Home', CELL: 'Mobile' }[one.kind]},030 23125${one.ending}`).join('\n')}`,
    ];
    fc.assert(
      fc.property(people, fc.constantFrom(...dialects), (all, write) => {
        expect(readFile(write(all))).toMatchObject({ people: said(all), notes: [] });
      }),
    );
  });

  it('never throws, and loses no whole card beside any bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const mark = fc.constantFrom(
      '',
      'BEGIN:VCARD\n',
      'END:VCARD\n',
      'NOTE;ENCODING=QUOTED-PRINTABLE:=\n',
      'PHOTO;ENCODING=b:AA\n',
      'TEL;TYPE="\n',
      'AGENT:\n',
    );
    fc.assert(
      fc.property(bytes, mark, bytes, (before, sign, behind) => {
        const whole = Buffer.from(
          '\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Anna Berger\r\nTEL:030 23125123\r\nEND:VCARD\r\n',
        );
        const file = Buffer.concat([
          Buffer.from('BEGIN:VCARD\r\n'),
          before,
          Buffer.from(sign),
          whole,
          behind,
        ]);
        expect(readFile(file).people).toContain('Anna Berger: other 030 23125123');
        expect(() => readContactFile(before, { country: 'DE' })).not.toThrow();
      }),
    );
  });
});

describe('a well-formed table', () => {
  it('has the cells that an independent reader finds', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'ö', ' ', '"', ',', ';', "'", '0', '=') })
      .map((text) => text.trim());
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), (table, separator) => {
        const text = table
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
          .join('\r\n');
        const lines = [...physicalLines(text)];
        const found = [...csvRows(lines, { separator, quote: '"' }, 3)].map(({ cells }) => cells);
        expect(found).toEqual(parse(text, { delimiter: separator }));
      }),
    );
  });
});

describe('a hostile file', () => {
  const long = (unit: string) => unit.repeat(Math.ceil(200_000 / unit.length));
  it.each([
    ['cards within cards', long('BEGIN:VCARD\nAGENT:\n')],
    ['soft breaks', `BEGIN:VCARD\nFN;QUOTED-PRINTABLE:${long('a=\n')}`],
    ['folds', `BEGIN:VCARD\nFN:${long('a\n ')}`],
    ['parameters', `BEGIN:VCARD\nTEL;${long('A=B;')}:1\n`],
    ['quotes that never close', `Name,Phone\n${long('a,"x\n')}`],
    ['quotes within quotes', `Name,Phone\n"${long('" ')}`],
    ['separators', `Name,Phone\n${long(',')}`],
    ['headings', long('Telefon;')],
    ['elements that never end', `<?xml version="1.0"?><phonebooks>${long('<contact ')}`],
    ['bytes of no encoding', `BEGIN:VCARD\nFN:${long('\u00ff')}`],
  ])('of %s is read to its end', (_, text) => {
    expect(() => readContactFile(Buffer.from(text, 'latin1'), { country: 'DE' })).not.toThrow();
  });

  it('has no more notes than a person can be told', () => {
    const text = `BEGIN:VCARD\nFN:A\n${Array.from({ length: 5_000 }, (_, at) => `X-${at}:1\nnothing\n`).join('')}END:VCARD\n`;
    const read = readContactFile(Buffer.from(text), { country: 'DE' });
    expect(read.ok && read.value.notes.length).toBeLessThanOrEqual(2_010);
    expect(read.ok && read.value.notes.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  });
});

function csv(all: Parameters<typeof said>[0], heading: string, separator: string, quote: string): string {
  const rows = all.map(({ name: called, ending: digits, kind }) =>
    [
      called,
      ...(['WORK', 'HOME', 'CELL'] as const).map((each) => (each === kind ? `030 23125${digits}` : '')),
    ]
      .map((cell) => `${quote}${cell}${quote}`)
      .join(separator),
  );
  return [heading, ...rows].join('\r\n');
}
