/** Reads contacts from vCard 2.1, 3.0 and 4.0. */
import { decodeUtf8 } from './code-pages.ts';
import { type CodePage, detectCodePage, fitsCodePage } from './detect-code-page.ts';
import { decode, isMostlyUtf8 } from './encoding.ts';
import type { FileContact } from './file-contact.ts';
import type { FileTakers } from './file-takers.ts';
import type { Notes } from './notes.ts';
import { cutCards, type RawCard } from './vcard-cards.ts';
import { contactOfCard } from './vcard-contact.ts';
import { type Property, readDeclared, readProperty } from './vcard-property.ts';
import { unescaped } from './vcard-values.ts';

interface Card {
  line: number;
  properties: Property[];
}

export function hasCards(byteText: string): boolean {
  return /(?:^|[^\w,;:"'|\t ])[ \t]*BEGIN[ \t]*:[ \t]*VCARD/i.test(byteText);
}

export function readVcards(byteText: string, takers: FileTakers): FileContact[] {
  const { notes } = takers;
  const { cards: raw, strayLines } = cutCards(byteText);
  for (const line of strayLines) notes.add('stray-line', line);
  const cards = raw.flatMap((card) => readCard(card, notes));
  const foreign = foreignTexts(cards);
  const filePage = foreign.length === 0 ? undefined : detectCodePage(foreign);
  return cards.flatMap(({ line, properties }) => {
    const page = pageOfCard({ line, properties }, filePage, notes);
    const readText = (text: string, place = line) => {
      const decoded = decode(text, page);
      if (decoded.isMended) notes.add('bytes-mended', place);
      return decoded.text;
    };
    const readValue = (property: Property) =>
      readDeclared(property) ?? readUndeclared(property, readText, notes);
    return contactOfCard(line, properties, { ...takers, readValue, readText }) ?? [];
  });
}

function readCard(card: RawCard, notes: Notes): Card[] {
  if (!card.isEnded) notes.add('card-not-ended', card.line);
  const properties: Property[] = [];
  const agents: Card[] = [];
  for (const line of card.lines) {
    const property = line.isWhole ? readProperty(line) : undefined;
    if (!property) notes.add(line.isWhole ? 'bad-line' : 'line-too-long', line.line);
    else if (property.name === 'AGENT' && hasCards(property.value)) agents.push(...cardsWithin(property));
    else properties.push(property);
  }
  return [{ line: card.line, properties }, ...agents];
}

/** vCard 3.0 writes the card of an assistant into a value, with escaped line ends. */
function cardsWithin({ value, line }: Property): Card[] {
  return cutCards(unescaped(value)).cards.map(({ lines }) => ({
    line,
    properties: lines.flatMap((inner) => readProperty({ ...inner, line }) ?? []),
  }));
}

function readUndeclared(
  { value, line, charset }: Property,
  readText: (text: string, line: number) => string,
  notes: Notes,
): string {
  // A declared encoding that does not fit is as good as none.
  if (charset !== undefined) notes.add('unknown-charset', line, { detail: charset.slice(0, 40) });
  return readText(value, line);
}

/** The code page of a card that is no UTF-8. Cards of several files may be joined, so each card has its own. */
function pageOfCard(card: Card, filePage: CodePage | undefined, notes: Notes): string {
  const foreign = filePage ? foreignTexts([card]) : [];
  if (!filePage || foreign.length === 0) return filePage?.label ?? 'windows-1252';
  const page = fitsCodePage(foreign, filePage.label) ? filePage : detectCodePage(foreign, filePage.label);
  notes.add(page.isSure ? 'code-page' : 'code-page-unsure', card.line, { detail: page.label });
  return page.label;
}

function foreignTexts(cards: readonly Card[]): string[] {
  const isForeign = (text: string) => decodeUtf8(text) === undefined && !isMostlyUtf8(text);
  return cards
    .flatMap(({ properties }) =>
      properties.flatMap((property) => [
        ...(readDeclared(property) === undefined ? [property.value] : []),
        ...property.types,
      ]),
    )
    .filter(isForeign);
}
