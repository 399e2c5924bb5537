/** Writes the mailboxes' real content piece by piece: a million contacts do not fit in one string. */
import type { SourceConfig } from '../company/sources.ts';
import type { ContactContent, NumberKind, NumberTruth } from '../graph/contact-content.ts';
import type { Folder, StoredContact } from '../graph/folder.ts';
import type { Mailbox } from '../graph/mailbox.ts';
import type { Mailboxes } from '../graph/mailboxes.ts';

export function* writeTruth(
  sources: SourceConfig[],
  mailboxes: Mailboxes,
  address: string | null,
): Generator<string> {
  yield '{"sources":[';
  let isFirst = true;
  for (const source of sources) {
    const mailbox = mailboxes.byAddress(source.mailbox);
    if (!mailbox || (address !== null && source.mailbox.toLowerCase() !== address.toLowerCase())) continue;
    yield isFirst ? '' : ',';
    isFirst = false;
    yield* writeSource(source, mailbox);
  }
  yield ']}';
}

function* writeSource(source: SourceConfig, mailbox: Mailbox): Generator<string> {
  const { id, name, groups } = source;
  const folders = [...mailbox.folders.values()].map((folder) => ({
    id: folder.id,
    displayName: folder.displayName,
    path: pathOf(folder),
    parentFolderId: folder.parent?.id ?? null,
  }));
  yield `${JSON.stringify({ id, name, mailbox: source.mailbox, groups, folders }).slice(0, -1)},"contacts":[`;
  let lines: string[] = [];
  let written = false;
  for (const contact of mailbox.living()) {
    if (source.folders !== 'all' && !source.folders.includes(contact.folder.id)) continue;
    lines.push(JSON.stringify(contactTruth(mailbox, contact)));
    if (lines.length < 500) continue;
    yield `${written ? ',' : ''}${lines.join(',')}`;
    written = true;
    lines = [];
  }
  if (lines.length > 0) yield `${written ? ',' : ''}${lines.join(',')}`;
  yield ']}';
}

/** Id, folder, Graph's properties, and the numbers with their meaning. */
export function contactTruth(mailbox: Mailbox, contact: StoredContact): Record<string, unknown> {
  const content = mailbox.contentOf(contact);
  return {
    id: mailbox.idOf(contact, true),
    folder: contact.folder.id,
    ...content.fields,
    singleValueExtendedProperties: content.extended,
    hasPhoto: content.photo !== null,
    numbers: numbersOf(content),
  };
}

/** `Kunden/Deutschland`; the default folder is `Contacts`. */
export function pathOf(folder: Folder): string {
  if (folder.parent === null) return folder.displayName;
  return folder.parent.parent === null
    ? folder.displayName
    : `${pathOf(folder.parent)}/${folder.displayName}`;
}

const KIND_OF_TAG: Record<string, NumberKind> = {
  'string 0x3a57': 'company-main',
  'string 0x3a1f': 'other',
  'string 0x3a24': 'business-fax',
  'string 0x3a25': 'home-fax',
  'string 0x3a2e': 'assistant',
  'string 0x3a21': 'pager',
  'string 0x3a1e': 'car',
  'string 0x3a02': 'other',
  'string 0x3a1a': 'other',
  'string 0x3a1d': 'other',
  'string 0x3a2d': 'other',
  'string 0x3a4b': 'other',
};

/** `e164` is null where the generator did not make the text: an edited or imported number. */
function numbersOf(content: ContactContent): NumberTruth[] {
  const { fields, extended } = content;
  const texts: [NumberKind, string][] = [
    ...fields.businessPhones.map((text): [NumberKind, string] => ['business', text]),
    ...fields.homePhones.map((text): [NumberKind, string] => ['home', text]),
    ...(fields.mobilePhone ? [['mobile', fields.mobilePhone] as [NumberKind, string]] : []),
    ...extended.flatMap(({ id, value }): [NumberKind, string][] => {
      const kind = KIND_OF_TAG[id.toLowerCase()];
      return kind ? [[kind, value]] : [];
    }),
  ];
  return texts.map(([kind, text]) => {
    const made = content.numbers.find((number) => number.text === text);
    return made ? { ...made, kind } : { text, e164: null, kind, country: null, form: null };
  });
}
