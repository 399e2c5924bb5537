import type { BrowserContext, Page } from 'playwright-core';
import type { CardState, Spelled, ToBackground } from '../../extension/messages.ts';
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

/** Every state of the extension's pages, shown by the built pages in a real browser. Only what the background says is made up. */

export interface Surface {
  name: string;
  page: 'card' | 'popup' | 'options';
  /** What the card's port says. */
  card?: CardState;
  /** What the background answers to each message. */
  answers?: Partial<Record<ToBackground['type'], unknown>>;
  /** What a person does to get there. */
  act?: (page: Page) => Promise<unknown>;
  /** Until this is there, the state is not. */
  until: string;
}

type Unplaced = Omit<Surface, 'page'>;

export const SIZES = {
  card: { width: 340, height: 240 },
  popup: { width: 400, height: 580 },
  options: { width: 900, height: 1100 },
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
      // The button acts half a second after the card came into view.
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
  'read-status': {
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
const failing = (type: ToBackground['type'], code: string) => ({
  ...signedIn,
  [type]: { ok: false, failure: { code, group: 'Sales', contact: 'it@nordwind.example' } },
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
  { name: 'not set up', answers: failing('read-session', 'not_configured'), until: '[role=alert]' },
  { name: 'no rights', answers: failing('read-status', 'not_in_allowed_group'), until: '[role=alert]' },
];

export const SURFACES: readonly Surface[] = [
  ...CARDS.map((surface) => ({ ...surface, page: 'card' as const })),
  ...POPUPS.map((surface) => ({ ...surface, page: 'popup' as const })),
  { name: 'options', page: 'options', until: 'form' },
];

/** Opens the built page in that state, always at the same time of day. */
export async function openSurface(
  { context, extensionId }: { context: BrowserContext; extensionId: string },
  surface: Surface,
  size: { width: number; height: number } = SIZES[surface.page],
): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.clock.setFixedTime(NOW);
  await page.addInitScript(standIn, surface.card ?? null);
  await page.addInitScript(answer, surface.answers ?? null);
  const nonce = surface.card ? `#${'0'.repeat(32)}` : '';
  await page.goto(`chrome-extension://${extensionId}/${surface.page}.html${nonce}`);
  await surface.act?.(page);
  await page.locator(surface.until).first().waitFor();
  return page;
}

/** Runs in the page, before anything of ours: the background at the other end of the card's port. */
function standIn(state: CardState | null): void {
  if (!state) return;
  const connect = () => ({
    onMessage: {
      addListener: (hear: (said: unknown) => void) =>
        setTimeout(hear, 0, { type: 'card-changed', state, takesFocus: false }),
    },
    postMessage: () => undefined,
  });
  Reflect.set(Reflect.get(window, 'chrome').runtime, 'connect', connect);
}

/** Runs in the page, before anything of ours: the background that answers messages. */
function answer(answers: Record<string, unknown> | null): void {
  if (!answers) return;
  const sendMessage = async ({ type }: { type: string }) => answers[type];
  Reflect.set(Reflect.get(window, 'chrome').runtime, 'sendMessage', sendMessage);
}
