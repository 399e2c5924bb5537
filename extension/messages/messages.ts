import * as z from 'zod/mini';
import { healthAnswer, lookupAnswer, searchAnswer } from '#shared/api.ts';
import { failure } from '#shared/failure.ts';
import { callCaution } from '#shared/phone/caution.ts';
import { readAdapters, reportCall, tellCall } from './call-messages.ts';
import { command, nonceText, numberText, photoRead, readPhoto, resultOf } from './message-parts.ts';
import { offlineState } from './offline-state.ts';
import { reducedError } from './reduced-error.ts';
import { keepCookie, openSignInWindow, person, readCookies } from './sign-in-messages.ts';

/** The contract between contexts. Commands are imperative, news is past tense. Whoever hears a message parses it here. */

// ── Content script → background. A page's renderer may be hostile, so this is all it can say. ──

export const MAX_TEXTS = 200;
/** Which of these texts are phone numbers? Answered from their digits alone, never from the directory. */
const checkNumbers = z.strictObject({
  type: z.literal('check-numbers'),
  texts: z.array(numberText).check(z.maxLength(MAX_TEXTS)),
});
export const checkedNumbers = z.array(z.boolean());

/** Opens a card for the number. The answer admits one frame to it and says nothing about the number. */
const showCard = z.strictObject({
  type: z.literal('show-card'),
  text: numberText,
  /** Opened by the keyboard, so the card takes the focus; hovering never moves it. */
  takesFocus: z.boolean(),
});
/** How this page is to be treated. The answer follows from the settings and the page's own address, never from what the page holds. */
const readPageManners = command('read-page-manners');
export const pageManners = z.object({
  /** `hover`: no marks, numbers are found only where the pointer rests. */
  marking: z.enum(['underline', 'hover']),
});
export type PageManners = z.infer<typeof pageManners>;

export const cardTicket = z.union([
  z.object({ ok: z.literal(true), nonce: nonceText }),
  z.object({ ok: z.literal(false) }),
]);

/** The answer to anything from a page that may not be read, or no longer: the script stops. */
export const pageLeftAlone = z.strictObject({ type: z.literal('page-left-alone') });
export type PageLeftAlone = z.infer<typeof pageLeftAlone>;

// ── Background → content script ──

/** Which sites are read, or how numbers are marked, may have changed: the script asks `read-page-manners` anew. */
const siteAccessChanged = command('site-access-changed');

/** The person pressed the key: look up what is selected or focused here. */
const lookUpSelection = command('look-up-selection');
const cardClosed = z.strictObject({ type: z.literal('card-closed'), nonce: nonceText });
/** The page hears nothing of a pointer inside the card's frame, so the card itself tells. */
const pointerOnCard = z.strictObject({
  type: z.literal('pointer-on-card'),
  nonce: nonceText,
  isInside: z.boolean(),
});
/**
 * The person asks for the numbers of this page. Each frame answers for itself with `pageNumbers`, so it is to be sent to every frame
 * by its id; without one, the browser hands on a single answer. No answer: nothing is read here.
 */
const listNumbers = command('list-numbers');
export const MAX_PAGE_NUMBERS = 200;
/** As the page writes them, each once, in the order of the page. */
export const pageNumbers = z.array(numberText).check(z.maxLength(MAX_PAGE_NUMBERS));
/** The person chose a number of this page from the browser's menu: the card opens where they did. Answered `true` when it does. */
const lookUpText = z.strictObject({ type: z.literal('look-up-text'), text: numberText });
export const contentScriptNews = z.union([
  lookUpSelection,
  lookUpText,
  cardClosed,
  pointerOnCard,
  siteAccessChanged,
  listNumbers,
]);

// ── Card frame ↔ background, over a port named CARD_PORT ──

export const CARD_PORT = 'card';

/** The contact that the person picked among several with one number. */
const chosenContact = z.object({
  source: z.string().check(z.maxLength(40)),
  contact: z.string().check(z.maxLength(512)),
});
const pickContact = z.strictObject({ type: z.literal('pick-contact'), chosen: chosenContact });
export type ChosenContact = z.infer<typeof chosenContact>;

const claimCard = z.strictObject({ type: z.literal('claim-card'), nonce: nonceText });
export const fromCard = z.discriminatedUnion('type', [
  claimCard,
  command('close-card'),
  command('pointer-entered'),
  command('pointer-left'),
  command('sign-in'),
  command('retry-look-up'),
  command('open-options'),
  command('open-search'),
  readPhoto,
  pickContact,
]);
export type FromCard = z.infer<typeof fromCard>;
/** What the card's buttons and keys say. */
export type CardCommand = Exclude<FromCard['type'], 'claim-card' | 'read-photo' | 'pick-contact'>;

/** How a number is called from here. */
const call = z.object({
  /** What to open: `tel:+493023125123`, `https://teams.microsoft.com/l/call/…`. */
  address: z.string().check(z.maxLength(600)),
  /** What to ask about first. */
  caution: z.optional(callCaution),
});
export type Call = z.infer<typeof call>;

const spelledNumber = z.object({
  /** As this person wants numbers written. */
  text: z.string(),
  /** Absent where calling is switched off, or the number is none that may be dialled. */
  call: z.optional(call),
});
export type SpelledNumber = z.infer<typeof spelledNumber>;

/** E.164 → as people write and call it. The background spells; the pages do without the numbering plans of the world. */
const spelled = z.record(z.string(), spelledNumber);
export type Spelled = z.infer<typeof spelled>;

/** With it the answer comes from the offline copy; when the worker last confirmed that, in milliseconds since 1970. */
const copiedAt = { copiedAt: z.optional(z.number()) };
const shownLookup = /* @__PURE__ */ z.extend(lookupAnswer, copiedAt);
export type ShownLookup = z.infer<typeof shownLookup>;
const shownSearch = /* @__PURE__ */ z.extend(searchAnswer, copiedAt);
export type ShownSearch = z.infer<typeof shownSearch>;

const cardNumber = z.object({ e164: z.string(), international: z.string() });
const cardState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking-up'), number: cardNumber, spelled }),
  z.object({ kind: z.literal('answered'), number: cardNumber, answer: shownLookup, spelled }),
  z.object({ kind: z.literal('failed'), number: cardNumber, spelled, failure }),
]);
export type CardState = z.infer<typeof cardState>;
const cardChanged = z.object({
  type: z.literal('card-changed'),
  state: cardState,
  takesFocus: z.boolean(),
});
export type CardChanged = z.infer<typeof cardChanged>;
export const toCard = z.discriminatedUnion('type', [cardChanged, photoRead]);
export type ToCard = z.infer<typeof toCard>;
// ── Extension pages → background ──

const readSession = command('read-session');
const signIn = command('sign-in');
const signOut = z.strictObject({ type: z.literal('sign-out'), alsoAtMicrosoft: z.boolean() });
/** A new token, for a person whose groups have changed. */
const renewAccess = command('renew-access');
const searchContacts = z.strictObject({
  type: z.literal('search-contacts'),
  query: z.string().check(z.maxLength(64)),
});
/** Whose is this number? In any form, for numbers that the person pasted or picked; what they type is searched for. */
const lookUpNumber = z.strictObject({ type: z.literal('look-up-number'), text: numberText });
const e164 = z.string().check(z.regex(/^\+\d{5,15}$/));
/** Somebody whom the person looked up, or the company alone, or nobody. */
export const recent = z.object({
  e164,
  name: z.optional(z.string().check(z.maxLength(256))),
  company: z.optional(z.string().check(z.maxLength(256))),
});
export type Recent = z.infer<typeof recent>;
/** The person opened or called a contact in the popup. `asked`: the number that several people share, when one was looked up. */
const chooseContact = z.strictObject({
  type: z.literal('choose-contact'),
  chosen: chosenContact,
  asked: z.optional(e164),
  recent: z.optional(recent),
});
const readRecents = command('read-recents');
const clearRecents = command('clear-recents');
const testConnection = z.strictObject({
  type: z.literal('test-connection'),
  workerUrl: z.string().check(z.maxLength(2048)),
});

// ── The offline copy, to the options page ──

const readOfflineState = command('read-offline');
/** Now, and not only when it is due. */
const refreshOffline = command('refresh-offline');
const wipeOffline = command('wipe-offline');
export const offlineResult = resultOf(offlineState);

// ── What went wrong ──

/** From an extension page or MSAL's document. */
const reportError = z.strictObject({ type: z.literal('report-error'), error: reducedError });
/** A report for an administrator, as text. */
const readDiagnosis = command('read-diagnosis');
export const diagnosisResult = resultOf(z.string());

export const sessionAnswer = resultOf(z.object({ person }));
export const signedOut = resultOf(z.null());
export const renewedAccess = resultOf(z.null());
const foundContacts = z.object({ answer: shownSearch, spelled });
export type FoundContacts = z.infer<typeof foundContacts>;
export const searchResult = resultOf(foundContacts);
const foundNumber = z.object({ answer: shownLookup, spelled });
export type FoundNumber = z.infer<typeof foundNumber>;
export const lookedUpNumber = resultOf(foundNumber);
/** Newest first; none where the settings say that none are kept. */
export const recentsAnswer = resultOf(z.object({ recents: z.array(recent), spelled }));
export const noted = resultOf(z.null());
export const testedConnection = resultOf(healthAnswer);

/**
 * What the background hands on to the worker as it is: a row of the table of operations and what the row takes. Which page may ask
 * what stands in `background/worker-questions.ts`.
 */
const askWorker = z.strictObject({
  type: z.literal('ask-worker'),
  operation: z.string().check(z.maxLength(40)),
  input: z.record(z.string(), z.unknown()),
});
export type AskWorker = z.infer<typeof askWorker>;

export const toBackground = z.discriminatedUnion('type', [
  checkNumbers,
  showCard,
  readPageManners,
  reportCall,
  tellCall,
  readAdapters,
  readSession,
  signIn,
  signOut,
  renewAccess,
  searchContacts,
  lookUpNumber,
  chooseContact,
  readRecents,
  clearRecents,
  testConnection,
  askWorker,
  readPhoto,
  readOfflineState,
  refreshOffline,
  wipeOffline,
  reportError,
  readDiagnosis,
  openSignInWindow,
  readCookies,
  keepCookie,
]);
export type ToBackground = z.infer<typeof toBackground>;
