import * as z from 'zod/mini';
import { healthAnswer, lookupAnswer, searchAnswer } from '#shared/api.ts';
import { failure } from '#shared/failure.ts';
import { dialCaution } from '#shared/phone/caution.ts';
import { readAdapters, reportCall, tellCall } from './call-messages.ts';
import {
  command,
  MAX_ADDRESS_LENGTH,
  nonceText,
  numberText,
  photoRead,
  proposal,
  readPhoto,
  resultOf,
} from './message-parts.ts';
import { offlineState } from './offline-state.ts';
import { reducedError } from './reduced-error.ts';
import { keepCookie, openSignInWindow, person, readCookies } from './sign-in-messages.ts';

/** The contract between contexts. Commands are imperative, news is past tense. Every receiver parses its messages with these schemas. */

// ── Content script → background. A page's renderer may be hostile, so it can send nothing else. ──

/** In one message. */
export const MAX_PROPOSALS = 200;
/** Asks which parts of these texts are phone numbers. The answer depends on the text alone, never on the directory. */
const locateNumbers = z.strictObject({
  type: z.literal('locate-numbers'),
  proposals: z.array(proposal).check(z.maxLength(MAX_PROPOSALS)),
});
/** For each proposal start and end of every number in its text. */
export const locatedNumbers = z.array(z.array(z.array(z.number())));

/** Asks which numbers these links dial. */
const readLinks = z.strictObject({
  type: z.literal('read-links'),
  addresses: z.array(z.string().check(z.maxLength(MAX_ADDRESS_LENGTH))).check(z.maxLength(MAX_PROPOSALS)),
});
/** The number of each link; empty for a link that dials none. */
export const linkedNumbers = z.array(z.string());

/** Opens a card for the number. The answer admits one frame to it and says nothing about the number. */
const showCard = z.strictObject({
  type: z.literal('show-card'),
  text: numberText,
  /** True after a key press: the card takes the focus. Hovering never moves the focus. */
  takesFocus: z.boolean(),
});
/** Asks how to treat this page. The answer depends on the settings and the page's address, never on its content. */
const readPageManners = command('read-page-manners');
export const pageManners = z.object({
  /** `hover`: no marks; a number is found only where the pointer rests. */
  marking: z.enum(['underline', 'hover']),
});
export type PageManners = z.infer<typeof pageManners>;

export const cardTicket = z.union([
  z.object({ ok: z.literal(true), nonce: nonceText }),
  z.object({ ok: z.literal(false) }),
]);

/** Answers any message from a page that may not be read (any more): the script stops. */
export const pageLeftAlone = z.strictObject({ type: z.literal('page-left-alone') });
export type PageLeftAlone = z.infer<typeof pageLeftAlone>;

// ── Background → content script ──

/** Permissions or settings may have changed: the script sends `read-page-manners` again. */
const siteAccessChanged = command('site-access-changed');

/** The person pressed the keyboard shortcut: look up the selected or focused number. */
const lookUpSelection = command('look-up-selection');
const cardClosed = z.strictObject({ type: z.literal('card-closed'), nonce: nonceText });
/** A page gets no events from a pointer inside the card's frame, so the card reports them. */
const pointerOnCard = z.strictObject({
  type: z.literal('pointer-on-card'),
  nonce: nonceText,
  isInside: z.boolean(),
});
/**
 * Asks for the numbers of this page. Each frame answers with its own `pageNumbers`, so send it to every frame by its id:
 * without an id, the browser returns only one frame's answer. No answer means that the frame is not read.
 */
const listNumbers = command('list-numbers');
export const MAX_PAGE_NUMBERS = 200;
/** As the page writes them, in page order, without repeats. */
export const pageNumbers = z.array(numberText).check(z.maxLength(MAX_PAGE_NUMBERS));
/** The person chose a number from the browser's context menu. The card opens at the click; the answer is `true` if it does. */
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

/** The contact that the person picked among several with the same number. */
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
/** Commands of the card's buttons and keys. */
export type CardCommand = Exclude<FromCard['type'], 'claim-card' | 'read-photo' | 'pick-contact'>;

/** How to dial a number from this device. */
const call = z.object({
  /** The address to open: `tel:+493023125123`, `https://teams.microsoft.com/l/call/…`. */
  address: z.string().check(z.maxLength(600)),
  /** The reason to ask before dialling. */
  caution: z.optional(dialCaution),
});
export type Call = z.infer<typeof call>;

const spelledNumber = z.object({
  /** The number in this person's format. */
  text: z.string(),
  /** Absent where dialling is switched off or the number may not be dialled. */
  call: z.optional(call),
});
export type SpelledNumber = z.infer<typeof spelledNumber>;

/** E.164 → spelling and dialling. The background spells, so that pages need not load the world's numbering plans. */
const spelled = z.record(z.string(), spelledNumber);
export type Spelled = z.infer<typeof spelled>;

/** Present if the offline copy answered: when the worker last confirmed the copy, in milliseconds since 1970. */
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
/** Asks for a new token, after the person's groups have changed. */
const renewAccess = command('renew-access');
const searchContacts = z.strictObject({
  type: z.literal('search-contacts'),
  query: z.string().check(z.maxLength(64)),
});
/** Looks up a pasted or picked number, in any form. Typed text is searched for instead. */
const lookUpNumber = z.strictObject({ type: z.literal('look-up-number'), text: numberText });
const e164 = z.string().check(z.regex(/^\+\d{5,15}$/));
/** A number that the person looked up, with the contact, the company alone, or neither. */
export const recent = z.object({
  e164,
  name: z.optional(z.string().check(z.maxLength(256))),
  company: z.optional(z.string().check(z.maxLength(256))),
});
export type Recent = z.infer<typeof recent>;
/** The person opened or dialled a contact in the popup. `asked`: the looked-up number, which several contacts may share. */
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
/** Refreshes at once, without waiting for the alarm. */
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
/** Newest first; empty where the settings switch the list off. */
export const recentsAnswer = resultOf(z.object({ recents: z.array(recent), spelled }));
export const noted = resultOf(z.null());
export const testedConnection = resultOf(healthAnswer);

/**
 * A request that the background passes on to the worker unchanged: an operation and its input. `background/worker-questions.ts`
 * lists which page may send which operation.
 */
const askWorker = z.strictObject({
  type: z.literal('ask-worker'),
  operation: z.string().check(z.maxLength(40)),
  input: z.record(z.string(), z.unknown()),
});
export type AskWorker = z.infer<typeof askWorker>;

export const toBackground = z.discriminatedUnion('type', [
  locateNumbers,
  readLinks,
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
