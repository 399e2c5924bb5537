import type { BrowserContext, Page } from 'playwright-core';
import type { WorkerQuestion } from '../../extension/background/worker-questions.ts';
import type { CallChanged } from '../../extension/messages/call-messages.ts';
import type { CardState, Spelled, ToBackground } from '../../extension/messages/messages.ts';
import { failureCode } from '../../shared/failure.ts';
import {
  ANNA,
  ASKED,
  BERND,
  companyAnswer,
  lookupAnswerWith,
  NORDWIND,
  NOW,
  SPELLED,
  searchAnswerWith,
} from '../extension/support/contacts.ts';

/** Every state of the extension's pages, shown by the built pages in a real browser. Only the background is made up. */

/** A type of message, or the operation of a question to the worker. */
type Asked = ToBackground['type'] | WorkerQuestion;

export interface Surface {
  name: string;
  page: 'card' | 'call' | 'popup' | 'options' | 'welcome' | 'admin';
  /** Messages on the port of the card. */
  card?: CardState;
  call?: CallChanged;
  /** The background's answer to each message. */
  answers?: Partial<Record<Asked, unknown>>;
  /** The person's steps to this state. */
  act?: (page: Page) => Promise<unknown>;
  /** A text that appears only in this state. */
  until: string;
}

type Unplaced = Omit<Surface, 'page'>;

const SIZES = {
  card: { width: 340, height: 240 },
  popup: { width: 400, height: 580 },
  call: { width: 320, height: 124 },
  options: { width: 900, height: 1100 },
  welcome: { width: 900, height: 900 },
  admin: { width: 1000, height: 1200 },
} as const;

const spelled: Spelled = {
  ...SPELLED,
  '+49900123456': {
    text: '+49 900 123456',
    call: { address: 'tel:+49900123456', caution: { kind: 'premium', country: 'DE' } },
  },
};
const answered = (answer: Extract<CardState, { kind: 'answered' }>['answer']): CardState => ({
  kind: 'answered',
  number: ASKED,
  answer,
  spelled,
});

const rich = {
  ...ANNA,
  contact: {
    ...ANNA.contact,
    office: 'Building 7',
    town: 'Berlin',
    emails: ['anna@nordwind.example', 'purchasing@nordwind.example'],
    numbers: [
      ...ANNA.contact.numbers,
      { e164: '+442079460018', kind: 'mobile' as const },
      { e164: '+49900123456', kind: 'other' as const },
    ],
  },
  alsoIn: [BERND.source],
};

const CARDS: Unplaced[] = [
  { name: 'looking up', card: { kind: 'looking-up', number: ASKED, spelled }, until: '.skeleton' },
  { name: 'one contact', card: answered(lookupAnswerWith([rich])), until: '.contact' },
  { name: 'several contacts', card: answered(lookupAnswerWith([rich, BERND])), until: '.several' },
  {
    name: 'one of several',
    card: answered(lookupAnswerWith([rich, BERND])),
    act: (page) => page.locator('.row').first().click(),
    until: '.chosen',
  },
  { name: 'a company', card: answered(companyAnswer(NORDWIND)), until: '.approximate' },
  { name: 'nobody', card: answered(lookupAnswerWith([])), until: '.message' },
  {
    name: 'question before a call',
    card: answered(lookupAnswerWith([rich])),
    act: async (page) => {
      // The button acts half a second after the card became visible.
      await page.waitForTimeout(600);
      await page.locator('button.call').last().click();
    },
    until: 'dialog[open]',
  },
  ...failureCode.options.map(
    (code): Unplaced => ({
      name: `failure ${code}`,
      card: { kind: 'failed', number: ASKED, spelled, failure: { code, detail: 'AADSTS90002' } },
      until: '[role=alert]',
    }),
  ),
];

const source = (id: string, name: string) => ({
  id,
  name,
  phase: 'ready',
  contacts: 300,
  numbers: 500,
  generation: 1,
  notifications: { state: 'off' },
  throttledSeconds: 0,
});
const now = new Date(NOW).toISOString();
const signedIn: Surface['answers'] = {
  'read-session': { ok: true, value: { person: { name: 'Anna Berger', username: 'anna@nordwind.example' } } },
  status: {
    ok: true,
    value: {
      access: {
        objectId: 'o',
        roles: [],
        issuedAt: now,
        ageSeconds: 60,
        groups: { from: 'token', readAt: now },
        renewAfter: now,
      },
      sources: [source('customers', 'Sales customers'), source('suppliers', 'Suppliers')],
    },
  },
  'read-photo': { ok: false, failure: { code: 'not_found' } },
  'read-recents': { ok: true, value: { recents: [], spelled: {} } },
  'choose-contact': { ok: true, value: null },
  'search-contacts': { ok: true, value: { answer: searchAnswerWith([rich, BERND]), spelled } },
};
const recents = [
  { e164: ASKED.e164, name: 'Anna Übelacker', company: 'Nordwind' },
  { e164: '+442079460018' },
];
const failing = (asked: Asked, code: string) => ({
  ...signedIn,
  [asked]: { ok: false, failure: { code, group: 'Sales', contact: 'it@nordwind.example' } },
});
const search = (page: Page) => page.locator('input').first().fill('anna');
const nobody = { ok: true, value: { answer: searchAnswerWith([]), spelled: {} } };

const POPUPS: Unplaced[] = [
  { name: 'signed in', answers: signedIn, until: '.sources' },
  {
    name: 'recent look-ups',
    answers: { ...signedIn, 'read-recents': { ok: true, value: { recents, spelled } } },
    act: (page) => page.locator('.start-actions button').click(),
    until: '[role=option]',
  },
  { name: 'results', answers: signedIn, act: search, until: '[role=option]' },
  {
    name: 'one contact',
    answers: signedIn,
    act: async (page) => {
      await search(page);
      await page.locator('.row-name').first().click();
    },
    until: '.chosen',
  },
  {
    name: 'question before a call',
    answers: signedIn,
    act: async (page) => {
      await search(page);
      await page.locator('.call').last().click();
    },
    until: 'dialog[open]',
  },
  { name: 'nobody', answers: { ...signedIn, 'search-contacts': nobody }, act: search, until: '.message' },
  {
    name: 'search failed',
    answers: failing('search-contacts', 'worker_unreachable'),
    act: search,
    until: '[role=alert]',
  },
  { name: 'signed out', answers: failing('read-session', 'signed_out'), until: '[role=alert]' },
  { name: 'an error', answers: failing('read-session', 'internal'), until: '[role=alert]' },
  { name: 'not set up', answers: failing('read-session', 'not_configured'), until: '[role=alert]' },
  { name: 'worker too old', answers: failing('status', 'worker_outdated'), until: '[role=alert]' },
  { name: 'no rights', answers: failing('status', 'not_in_allowed_group'), until: '[role=alert]' },
];

const ringing = (state: CallChanged['state'], caller: CallChanged['caller']): CallChanged => ({
  type: 'call-changed',
  phase: 'ringing',
  caller,
  state,
});
const CALLS: Unplaced[] = [
  {
    name: 'found by number',
    call: ringing({ kind: 'found', by: 'number', hit: rich, others: 1 }, { number: ASKED.international }),
    until: 'h2',
  },
  {
    name: 'a company',
    call: ringing({ kind: 'company', hit: NORDWIND }, { number: ASKED.international }),
    until: 'h2',
  },
  { name: 'unknown', call: ringing({ kind: 'unknown' }, { number: ASKED.international }), until: 'h2' },
  { name: 'withheld', call: ringing({ kind: 'withheld' }, {}), until: 'h2' },
  {
    name: 'signed out',
    call: ringing({ kind: 'failed', failure: { code: 'signed_out' } }, { number: ASKED.international }),
    until: 'h2',
  },
];

const asked = { source: source('customers', 'Sales customers'), contacts: [] };
const ADMIN: Surface = {
  name: 'explained and tried',
  page: 'admin',
  answers: {
    listSources: { ok: true, value: { sources: [source('customers', 'Sales customers')] } },
    explain: {
      ok: true,
      value: {
        readings: [
          {
            as: 'local',
            e164: '+493023125999',
            steps: [{ code: 'area', before: '23125-999', after: '030 23125-999' }],
            readAt: { country: 'DE', area: '30' },
            asked: [asked],
          },
        ],
        match: 'none',
        company: [{ source: asked.source, outcome: 'no_company', commonDigits: 9, droppedDigits: 3 }],
        ageSeconds: 1,
      },
    },
    tryNumbers: {
      ok: true,
      value: {
        source: 'customers',
        contacts: 2000,
        cut: true,
        fields: 3100,
        numbers: 3050,
        changed: 12,
        notUnderstood: 1,
        outsideLine: 1,
        examples: [{ text: '4711', problem: 'not-understood' }],
        dialling: { trunk: '+493023125' },
      },
    },
  },
  act: async (page) => {
    await page.locator('#explain-number').fill('23125-999');
    await page.keyboard.press('Enter');
    await page.locator('.reading').waitFor();
    await page.locator('form').nth(1).locator('button').click();
  },
  until: '.examples',
};

const offline = (more: object) => ({
  'read-offline': {
    ok: true,
    value: { phase: 'ready', bytes: 900_000, contacts: 1847, sources: ['Sales customers'], ...more },
  },
});

export const SURFACES: readonly Surface[] = [
  ...CARDS.map((surface) => ({ ...surface, page: 'card' as const })),
  ...POPUPS.map((surface) => ({ ...surface, page: 'popup' as const })),
  ...CALLS.map((surface) => ({ ...surface, page: 'call' as const })),
  { name: 'options', page: 'options', answers: offline({ confirmedAt: NOW }), until: '.offline' },
  {
    name: 'a copy under way',
    page: 'options',
    answers: offline({ progress: { done: 300_000, total: 900_000 } }),
    until: '.offline progress',
  },
  {
    name: 'diagnosis copied',
    page: 'options',
    answers: { ...offline({ confirmedAt: NOW }), 'read-diagnosis': { ok: true, value: '{}' } },
    act: async (page) => {
      await page.locator('.diagnosis button').focus();
      await page.keyboard.press('Enter');
    },
    until: '.diagnosis .hint:not(:empty)',
  },
  { name: 'welcome', page: 'welcome', until: 'h1' },
  ADMIN,
];

/** Opens the built page in this state, always at the same time of day. */
export async function openSurface(
  { context, extensionId }: { context: BrowserContext; extensionId: string },
  surface: Surface,
  size: { width: number; height: number } = SIZES[surface.page],
): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.clock.setFixedTime(NOW);
  const card = surface.card && { type: 'card-changed', state: surface.card, takesFocus: false };
  const said = surface.call ?? card;
  await page.addInitScript(standIn, said ?? null);
  await page.addInitScript(answer, surface.answers ?? null);
  const nonce = said ? `#${'0'.repeat(32)}` : '';
  await page.goto(`chrome-extension://${extensionId}/${surface.page}.html${nonce}`);
  await surface.act?.(page);
  await page.locator(surface.until).first().waitFor();
  return page;
}

/** Runs in the page before our scripts: stands in for the background at the other end of the card's port. */
function standIn(said: object | null): void {
  if (!said) return;
  const connect = () => ({
    onMessage: {
      addListener: (hear: (message: unknown) => void) => setTimeout(hear, 0, said),
    },
    postMessage: () => undefined,
  });
  Reflect.set(Reflect.get(window, 'chrome').runtime, 'connect', connect);
}

/** Runs in the page before our scripts: stands in for the background that answers messages. */
function answer(answers: Record<string, unknown> | null): void {
  if (!answers) return;
  const sendMessage = async ({ type, operation = type }: { type: string; operation?: string }) =>
    answers[operation];
  Reflect.set(Reflect.get(window, 'chrome').runtime, 'sendMessage', sendMessage);
}
