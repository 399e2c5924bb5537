import { describe, expect, it } from 'vitest';
import type { NumberKind } from '#shared/contact.ts';
import { labelBefore } from '#shared/phone/labels.ts';
import { generatedPages } from '../../gold/generated-pages.ts';
import { GENERATED_LANGUAGES, type GoldPage, type Span, writtenPages } from '../../gold/gold-page.ts';
import { WORDS } from '../../gold/words.ts';
import { LABELS } from './label-lists.ts';

/** Between a label and its number: a sign, a blank, a bracket, the next line or cell. */
const ENDINGS = [': ', ' ', ':', ' : ', ' (', ' – ', '\n', ':\n\t', ':\u00a0', '\t', ' - '];
const SIGNS = [': ', ':', ' : ', ':\n', ' – '];
const list = (text: string): string[] => text.split('|').map((item) => item.trim());

const isPhone = (text: string) => labelBefore(text)?.meaning === 'phone';
const isOther = (text: string) => labelBefore(text)?.meaning === 'other';
const isOtherNear = (text: string) => isOther(text) && labelBefore(text)?.isNear === true;
const isNoOther = (text: string) => !isOther(text);

/** The texts of which the claim does not hold. */
function faults(
  labels: readonly string[],
  endings: readonly string[],
  claim: (text: string) => boolean,
): string[] {
  return labels.flatMap((label) => endings.map((ending) => label + ending)).filter((text) => !claim(text));
}

describe.each(Object.entries(LABELS))('labels in %s', (language, { phone, department, other }) => {
  it('tell a phone number, with and without a colon', () => {
    expect(faults(phone, ENDINGS, isPhone)).toEqual([]);
  });

  it('that name a department or a person never forbid a phone number', () => {
    expect(faults(department, SIGNS, isNoOther)).toEqual([]);
  });

  it('tell other numbers, directly before them', () => {
    expect(faults(other, ENDINGS, isOtherNear)).toEqual([]);
  });

  it('mean the same in capitals', () => {
    const isSame = (text: string) =>
      labelBefore(text.toLocaleUpperCase(language))?.meaning === labelBefore(text)?.meaning;
    expect(faults([...phone, ...other], [': '], isSame)).toEqual([]);
  });
});

describe('the head of a compound', () => {
  const modifiers = list(
    'Kunden|Bestell|Mitglieder|Ticket|Artikel|Rechnungs|Vertrags|Versicherungs|Paket|Lizenz|Patent|Mieter|Zähler|Reise|Test|Konto|Depot|Auftrags',
  );
  const purposes = list(
    'Telefon|Handy|Mobil|Fax|Festnetz|Notfall|Notruf|Kontakt|Service|Kundenservice|Hotline|Rückruf|Privat|Büro|Geschäfts|Zentral|Info|Beratungs|Störungs|Durchwahl',
  );
  const inAllSpellings = (modifier: string, head: string) => [
    modifier + head.toLowerCase(),
    `${modifier}-${head}`,
    `${modifier.toUpperCase()}-${head.toUpperCase()}`,
  ];
  const crossed = (first: readonly string[], second: string) =>
    first.flatMap((modifier) => list(second).flatMap((head) => inAllSpellings(modifier, head)));

  it('makes a phone label of what is called, whatever stands before it', () => {
    const labels = crossed(
      modifiers,
      'Hotline|Service|Telefon|Dienst|Betreuung|Center|Hotline-Nummer|Support|Auskunft',
    );
    expect(labels).toHaveLength(486);
    expect(faults(labels, [': '], isPhone)).toEqual([]);
  });

  it('makes no other number of a department or a person', () => {
    const labels = crossed(
      modifiers,
      'Annahme|Abteilung|Verwaltung|Büro|Amt|Lager|Berater|Anwalt|Versand|Leitung|Team|Wesen',
    );
    expect(labels).toHaveLength(648);
    expect(faults(labels, SIGNS, isNoOther)).toEqual([]);
  });

  it('makes other numbers of things', () => {
    const labels = crossed(modifiers, 'Nummer|Nr.|Code|Kennung|Zahl');
    expect(labels).toHaveLength(270);
    expect(faults(labels, [': ', ' '], isOtherNear)).toEqual([]);
  });

  it('gives way to what the number is for', () => {
    const labels = crossed(purposes, 'Nummer|Nr.|Nummern');
    expect(labels).toHaveLength(180);
    expect(faults(labels, [': ', ' '], isPhone)).toEqual([]);
  });

  it('decides in two words too', () => {
    const things = list(
      'order|customer|client|account|invoice|member|policy|part|serial|case|flight|NHS|company|batch',
    );
    const uses = list(
      'phone|mobile|contact|emergency|daytime|fax|home|work|office|direct|hotline|service|support',
    );
    const withNumber = (words: string[]) =>
      words.flatMap((word) => [`${word} number`, `${word} no.`, `your ${word} number`]);
    expect(faults(withNumber(things), [': ', ' '], isOtherNear)).toEqual([]);
    expect(faults(withNumber(uses), [': ', ' '], isPhone)).toEqual([]);
  });

  it.each([
    'Deadline',
    'Buslijn',
    'Beruf',
    'Milano',
    'Handlung',
    'Mobiliar',
    'Telegramm',
    'Berlin',
    'Kontext',
  ])('is not the end of %s', (word) => {
    expect(labelBefore(`${word}: `)).toBeUndefined();
  });
});

describe('a label', () => {
  it.each([
    ['Tel. ', true],
    ['Kundenservice: ', true],
    ['Telefon (9–17 Uhr): ', true],
    ['Telefon\n', true],
    ['Call us at ', true],
    ['Servizio clienti: ', true],
    ['Telefon 2: ', true],
    ['Telefon von Frau Kern ', false],
    ['Telefon: Anna Kern ', false],
    ['Reservations: ', false],
    ['Tel. 030 23125123 oder ', false],
    ['Fax 030 23125124 / ', false],
    ['zadzwoń 601 234 567 lub ', false],
  ])('stands before a number: %j, directly: %s', (text, isNear) => {
    expect(labelBefore(text)).toMatchObject({ meaning: 'phone', isNear });
  });

  it.each([
    'Anna Kern ',
    'Berlin, ',
    'in 10115 ',
    'Fax nur noch bis ',
    'telefonisch ab ',
    'La central de ',
    'auf Ihrer Rechnung. ',
    'Fragen zur Rechnung? ',
    'Rechnung von Anna Kern ',
    'eingetragen unter der Nummer ',
    'Model T ',
    'Telefon 12345678 Anna ',
    'Kein Fax.\nAnna ',
    'Telefon | Anna ',
  ])('does not stand before a number: %j', (text) => {
    expect(labelBefore(text)).toBeUndefined();
  });

  it.each([
    ['BergerTel. ', 'phone'],
    ['Fon+'.slice(0, 3), 'phone'],
    ['OFFICE-', 'phone'],
    ['请拨打', 'phone'],
    ['電話', 'phone'],
    ['お電話は', 'phone'],
    ['您的订单号是', 'other'],
    ['Kundennr.', 'other'],
    ['customerNumber":"', 'other'],
    ['phoneNumber":"', 'phone'],
    ['"tel": "', 'phone'],
    ['phone=', 'phone'],
  ])('may touch its number or stand in code: %s is %s', (text, meaning) => {
    expect(labelBefore(text)?.meaning).toBe(meaning);
  });

  it.each<[string, NumberKind | undefined]>([
    ['Fax: ', 'fax'],
    ['Tel./Fax: ', undefined],
    ['Telefon und Fax: ', undefined],
    ['Fax (privat): ', 'fax'],
    ['Handynr. ', 'mobile'],
    ['Diensthandy: ', 'mobile'],
    ['Tel. (mobil): ', 'mobile'],
    ['Telefon privat: ', 'home'],
    ['Privatnummer: ', 'home'],
    ['p: ', 'home'],
    ['g: ', 'business'],
    ['Tel. dienstl.: ', 'business'],
    ['Téléphone (bureau) : ', 'business'],
    ['Office phone: ', 'business'],
    ['Zentrale: ', 'main'],
    ['Sekretariat ', 'assistant'],
    ['Pager ', 'pager'],
    ['F: ', 'fax'],
    ['M: ', 'mobile'],
    ['T: ', undefined],
    ['📠 ', 'fax'],
    ['📱', 'mobile'],
    ['☎️ ', undefined],
    ['携帯電話：', 'mobile'],
    ['传真：', 'fax'],
    ['Факс: ', 'fax'],
  ])('%j is for %s', (text, kind) => {
    expect(labelBefore(text)?.meaning).toBe('phone');
    expect(labelBefore(text)?.kind).toBe(kind);
  });
});

describe('on the gold pages', () => {
  const pages = [...writtenPages(), ...generatedPages('gold')];
  const textsBefore = (spansOf: (text: GoldPage['texts'][number]) => readonly Span[]) =>
    pages.flatMap(({ texts }) =>
      texts.flatMap((text) =>
        spansOf(text)
          // Shorter ones are calls too: `dial 999`.
          .filter(({ start, end }) => text.text.slice(start, end).replace(/\D/g, '').length >= 7)
          .map(({ start }) => text.text.slice(Math.max(0, start - 48), start)),
      ),
    );

  it('hardly a number has another number’s label', () => {
    const texts = textsBefore(({ numbers }) => numbers);
    expect(texts.length).toBeGreaterThan(3000);
    // In a list of referees: `Referenz: +49 89 …`.
    expect(texts.filter(isOther).length).toBeLessThanOrEqual(4);
  });

  it('hardly a look-alike has a phone label directly before it', () => {
    const texts = textsBefore(({ lookAlikes }) => lookAlikes);
    expect(texts.length).toBeGreaterThan(7000);
    // `Sent from my phone at 51.5079`.
    expect(texts.filter((text) => isPhone(text) && labelBefore(text)?.isNear).length).toBeLessThanOrEqual(4);
  });

  it.each(GENERATED_LANGUAGES)('every label of the generator is understood in %s', (language) => {
    const { labels, rows, order, account, tax } = WORDS[language];
    expect(faults(labels, [' '], isPhone)).toEqual([]);
    expect(faults(rows, [' ', ': ', ' – ', '\t', ' (', ', '], isNoOther)).toEqual([]);
    expect(faults([...order, ...account, ...tax], [' '], isOtherNear)).toEqual([]);
  });
});
