/**
 * Reads the phone book that a FRITZ!Box exports as XML. The file is flat and made by one program, so its few elements are
 * found without an XML library; entities are decoded, and nothing else of XML is followed.
 */

import { decoderOf } from './code-pages.ts';
import { ContactDraft } from './contact-draft.ts';
import { decode } from './encoding.ts';
import type { FileContact, FileNumberKind } from './file-contact.ts';
import type { FileTakers } from './file-takers.ts';

const KINDS: Record<string, FileNumberKind | undefined> = {
  home: 'home',
  mobile: 'mobile',
  work: 'business',
  fax_work: 'business-fax',
  fax_home: 'home-fax',
};
const ENTITIES: Record<string, string | undefined> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function isPhoneBook(byteText: string): boolean {
  return (
    /^[\u00ef\u00bb\u00bf\s]*<(?:\?xml|phonebooks?)\b/i.test(byteText) && /<phonebooks?\b/i.test(byteText)
  );
}

export function readPhoneBook(byteText: string, { notes, numbers }: FileTakers): FileContact[] {
  const declared = /^[^>]{0,200}encoding=["']([\w-]+)["']/i.exec(byteText)?.[1];
  const isUtf8 = declared === undefined || /^utf-?8$/i.test(declared);
  const readDeclared = isUtf8 ? undefined : decoderOf(declared);
  const read = readDeclared ?? ((bytes: string) => decode(bytes, 'windows-1252').text);
  const contacts: FileContact[] = [];
  let line = 1;
  let counted = 0;
  for (const { text, start } of elements(byteText, 'contact')) {
    line += byteText.slice(counted, start).split('\n').length - 1;
    counted = start;
    const draft = new ContactDraft();
    const card = read(text);
    draft.set('displayName', unescapedXml(elements(card, 'realName').next().value?.text ?? ''));
    for (const number of elements(card, 'number')) {
      const type = /\btype="([^"]*)"/i.exec(number.attributes)?.[1] ?? '';
      const kind = KINDS[type.toLowerCase()] ?? 'other';
      numbers.take(draft, kind, unescapedXml(number.text), { line, heading: 'number' });
    }
    for (const email of elements(card, 'email'))
      if (!draft.addEmail(unescapedXml(email.text))) notes.add('value-left-out', line, { heading: 'email' });
    const contact = draft.finish(line);
    if (contact) contacts.push(contact);
    else notes.add('no-contact', line);
  }
  return contacts;
}

/** The elements of a name that do not hold each other. */
function* elements(
  xml: string,
  name: string,
): Generator<{ text: string; attributes: string; start: number }> {
  const begin = new RegExp(`<${name}(?=[\\s>/])([^>]{0,500})>`, 'gi');
  const end = `</${name}>`;
  for (let found = begin.exec(xml); found; found = begin.exec(xml)) {
    if (found[1]?.endsWith('/')) continue;
    const until = xml.indexOf(end, begin.lastIndex);
    if (until < 0) return;
    yield { text: xml.slice(begin.lastIndex, until), attributes: found[1] ?? '', start: found.index };
    begin.lastIndex = until + end.length;
  }
}

function unescapedXml(text: string): string {
  return text
    .replace(/^\s*<!\[CDATA\[(.*)\]\]>\s*$/s, '$1')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
      },
    );
}
