/** Hostile contacts, each with the expected result. Invented for this project. */

interface HostileContact {
  readonly name: string;
  /** The hostile fields; the rest is an ordinary contact with its own number. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields of the contact that is kept; undefined when none is kept. */
  readonly kept?: Readonly<Record<string, unknown>>;
  /** Whether the run names the contact as unreadable. */
  readonly isNamed?: true;
}

const SCRIPT = '"><img src=x onerror=alert(1)>';
const TEMPLATE = '{{constructor.constructor("alert(1)")()}} $\u007b7*7} <%= 7*7 %>';
const ENTITY = '&xxe;<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>';
const CONTROLS = Array.from({ length: 31 }, (_, i) => String.fromCharCode(i + 1)).join('');

const shown = (displayName: string, kept = displayName) => ({
  fields: { displayName },
  kept: { displayName: kept },
});
const called = (businessPhones: unknown, numbers: string[]) => ({
  fields: { businessPhones },
  kept: { numbers: numbers.map((e164) => ({ e164, kind: 'business' })) },
});

export const HOSTILE_CONTACTS: readonly HostileContact[] = [
  { name: 'xss-displayName', ...shown(SCRIPT) },
  { name: 'xss-surname', fields: { surname: SCRIPT }, kept: { surname: SCRIPT } },
  { name: 'xss-jobTitle', fields: { jobTitle: SCRIPT }, kept: { jobTitle: SCRIPT } },
  { name: 'xss-personalNotes', fields: { personalNotes: SCRIPT }, kept: { displayName: 'Canary' } },
  { name: 'xss-phone', ...called(['javascript:alert(1)'], []) },
  { name: 'tel-ussd', fields: { businessPhones: [], mobilePhone: '*#06#' }, kept: { numbers: [] } },
  { name: 'tel-pause', ...called(['+4930123456,,,1234#'], ['+4930123456']) },
  {
    name: 'mailto-inject',
    fields: { emailAddresses: [{ name: 'x', address: 'a@example.test?bcc=evil@example.test&body=x' }] },
    kept: { emails: ['a@example.test?bcc=evil@example.test&body=x'] },
  },
  {
    name: 'url-data',
    fields: { businessHomePage: 'data:text/html,<script>alert(1)</script>' },
    kept: { displayName: 'Canary' },
  },
  {
    name: 'bidi-number',
    fields: { displayName: '\u202e+49 30 123\u202c', businessPhones: ['\u202d+49 30 5550\u202c001'] },
    kept: { displayName: '+49 30 123', numbers: [{ e164: '+49305550001', kind: 'business' }] },
  },
  { name: 'zero-width', ...shown('A\u200bn\u200dn\ufeffa', 'An\u200dna') },
  { name: 'fullwidth', ...called(['＋４９\u300030\u3000555１２３'], ['+4930555123']) },
  { name: 'lone-high', ...shown('Lone \ud800 high', 'Lone \ufffd high') },
  { name: 'reversed-pair', ...shown('\udc00\ud800', '\ufffd\ufffd') },
  { name: 'c0', ...shown(`${CONTROLS}ctl`, 'ctl') },
  { name: 'nonchar', ...shown('\ufffe\uffff name', 'name') },
  { name: 'rtl-name', ...shown('דוד כהן') },
  { name: 'turkish', ...shown('İSTANBUL Iıi') },
  {
    name: 'vcard-inject',
    ...shown(
      'A\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Evil\r\nTEL:+49900',
      'A END:VCARD BEGIN:VCARD FN:Evil TEL:+49900',
    ),
  },
  { name: 'vcard-meta', fields: { companyName: 'A;B,C\\D:E' }, kept: { company: 'A;B,C\\D:E' } },
  { name: 'xml-meta', ...shown('<Name>&amp;]]>"\'</Name>') },
  { name: 'xml-entity', ...shown(ENTITY) },
  { name: 'csv-crlf', fields: { companyName: 'a\r\nb",c' }, kept: { company: 'a b",c' } },
  { name: 'filename', ...shown('../../etc/passwd\u0000.vcf', '../../etc/passwd.vcf') },
  { name: 'template', ...shown(TEMPLATE) },
  { name: 'proto-key-id', fields: { id: '__proto__' }, kept: { id: '__proto__' } },
  { name: 'slash-id', fields: { id: 'a/../../b?x=1#y' }, kept: { id: 'a/../../b?x=1#y' } },
  { name: 'dup-id', fields: { id: 'AAMk-xss-displayName' }, kept: { displayName: 'Canary' } },
  { name: 'null-id', fields: { id: null }, isNamed: true },
  { name: 'phones-string', ...called('+4930123456', []), isNamed: true },
  {
    name: 'phones-nested',
    ...called([['+4930123456'], null, 7, {}, '+4930123457'], ['+4930123457']),
    isNamed: true,
  },
  {
    name: 'name-array',
    fields: { displayName: ['a', 'b'], givenName: 'Canary', surname: 'Array' },
    kept: { displayName: 'Canary Array' },
    isNamed: true,
  },
  { name: 'removed-with-data', fields: { '@removed': { reason: 'deleted' } } },
  {
    name: 'phones-10k',
    ...called(
      Array.from({ length: 10_000 }, (_, i) => `+4930${String(i).padStart(6, '0')}`),
      Array.from({ length: 50 }, (_, i) => `+4930${String(i).padStart(6, '0')}`),
    ),
    isNamed: true,
  },
  { name: 'name-1MB', ...shown('W'.repeat(1_048_576), 'W'.repeat(256)) },
  ...Array.from({ length: 500 }, (_, i) => ({
    name: `shared-number-${i}`,
    ...called(['+49 30 5559999'], ['+49305559999']),
  })),
  // A rule of our own: an id that means "one step up" in a path, and one that neither header nor path can carry.
  { name: 'dots-id', fields: { id: '..' }, isNamed: true },
  { name: 'umlaut-id', fields: { id: 'grün' }, isNamed: true },
];

/** The contact as the change feed sends it. */
export function hostileItem(contact: HostileContact): Record<string, unknown> {
  return {
    displayName: 'Canary',
    givenName: 'Canary',
    middleName: null,
    surname: null,
    nickName: null,
    initials: null,
    yomiGivenName: null,
    yomiSurname: null,
    yomiCompanyName: null,
    companyName: 'Acme',
    department: '',
    jobTitle: '',
    officeLocation: null,
    businessAddress: {},
    emailAddresses: [],
    categories: [],
    businessPhones: ['+49 30 55500000'],
    homePhones: [],
    mobilePhone: null,
    personalNotes: '',
    id: `AAMk-${contact.name}`,
    ...contact.fields,
  };
}
