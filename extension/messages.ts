import * as z from 'zod/mini';
import { healthAnswer, hit, lookupAnswer, photoPath, searchAnswer, statusAnswer } from '#shared/api.ts';
import { failure } from '#shared/failure.ts';
import { MAX_PHOTO_BYTES } from '#shared/photo/check-photo.ts';

/** The contract between contexts. Commands are imperative, news is past tense. Whoever hears a message parses it here. */

/** Marked pure so that the content script carries only the few schemas that it uses. */
/* @__NO_SIDE_EFFECTS__ */
export function resultOf<T extends z.ZodMiniType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure }),
  ]);
}

/* @__NO_SIDE_EFFECTS__ */
function command<T extends string>(type: T) {
  return z.strictObject({ type: z.literal(type) });
}

// ── Pictures, to whoever shows contacts ──

/** A picture as base64, since messages are JSON. */
/* @__NO_SIDE_EFFECTS__ */
function photoText() {
  return z.base64().check(z.maxLength(Math.ceil(MAX_PHOTO_BYTES / 3) * 4));
}

/** The picture of a contact that is shown. Where there is none to be had, the initials stay. */
export const readPhoto = z.strictObject({ type: z.literal('read-photo'), photo: photoPath });
export const photoResult = resultOf(photoText());
export type PhotoResult = z.infer<typeof photoResult>;

// ── Content script → background. A page's renderer may be hostile, so this is all it can say. ──

export const MAX_TEXTS = 200;
export const MAX_TEXT_LENGTH = 64;
const numberText = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT_LENGTH));

/** Which of these texts are phone numbers? Answered from their digits alone, never from the directory. */
export const checkNumbers = z.strictObject({
  type: z.literal('check-numbers'),
  texts: z.array(numberText).check(z.maxLength(MAX_TEXTS)),
});
export const checkedNumbers = z.array(z.boolean());

/** Opens a card for the number. The answer admits one frame to it and says nothing about the number. */
export const showCard = z.strictObject({
  type: z.literal('show-card'),
  text: numberText,
  /** Opened by the keyboard, so the card takes the focus; hovering never moves it. */
  takesFocus: z.boolean(),
});
const nonceText = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const cardTicket = z.union([
  z.object({ ok: z.literal(true), nonce: nonceText }),
  z.object({ ok: z.literal(false) }),
]);

// ── Background → content script ──

/** The person pressed the key: look up what is selected or focused here. */
export const lookUpSelection = command('look-up-selection');
export const cardClosed = z.strictObject({ type: z.literal('card-closed'), nonce: nonceText });
/** The page hears nothing of a pointer inside the card's frame, so the card itself tells. */
export const pointerOnCard = z.strictObject({
  type: z.literal('pointer-on-card'),
  nonce: nonceText,
  isInside: z.boolean(),
});
export const contentScriptNews = z.union([lookUpSelection, cardClosed, pointerOnCard]);

// ── Softphone script → background, on the sites that the settings name ──

export const MAX_CALLER_NAME = 80;
const callId = z.string().check(z.minLength(1), z.maxLength(64));
/** A call rings. The answer admits one frame to its card and says nothing about the caller. */
export const reportCall = z.strictObject({
  type: z.literal('report-call'),
  call: callId,
  number: z.optional(numberText),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_CALLER_NAME))),
  /** The origin of the embedded phone that told of the call by a message. */
  teller: z.optional(z.string().check(z.maxLength(300))),
  isHidden: z.boolean(),
  hasRoom: z.boolean(),
});
export type ReportCall = z.infer<typeof reportCall>;
export const tellCall = z.strictObject({
  type: z.literal('tell-call'),
  call: callId,
  phase: z.enum(['active', 'ended']),
});

// ── Background → softphone script ──

/** The person closed the card, or it is shown in another tab from now on. */
export const callCardClosed = z.strictObject({ type: z.literal('call-card-closed'), nonce: nonceText });
/** A phone in a frame too small for a card: its page shows it. Answered with true. */
export const showCallCard = z.strictObject({ type: z.literal('show-call-card'), nonce: nonceText });
export const softphoneNews = z.union([callCardClosed, showCallCard]);
export type SoftphoneNews = z.infer<typeof softphoneNews>;

// ── Frame of a call's card ↔ background, over a port named CALL_PORT ──

export const CALL_PORT = 'call';
export const fromCall = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('claim-call'), nonce: nonceText }),
  command('close-call'),
  command('sign-in'),
  readPhoto,
]);
export type FromCall = z.infer<typeof fromCall>;
export type CallCommand = Exclude<FromCall['type'], 'claim-call' | 'read-photo'>;

/** Who calls, as far as the directory knows. `others`: how many more have the number, or the name. */
export const callerState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking-up') }),
  z.object({ kind: z.literal('found'), by: z.enum(['number', 'name']), hit, others: z.number() }),
  z.object({ kind: z.literal('company'), hit }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('withheld') }),
  z.object({ kind: z.literal('failed'), failure }),
]);
export type CallerState = z.infer<typeof callerState>;
export const callChanged = z.object({
  type: z.literal('call-changed'),
  phase: z.enum(['ringing', 'active']),
  /** As the phone says it; the number as people write it. */
  caller: z.object({ number: z.optional(z.string()), name: z.optional(z.string()) }),
  state: callerState,
});
export type CallChanged = z.infer<typeof callChanged>;

// ── Card frame ↔ background, over a port named CARD_PORT ──

export const CARD_PORT = 'card';

/** Whom the person picked among several on the card's number. */
export const choosePerson = z.strictObject({
  type: z.literal('choose-person'),
  person: z.object({
    source: z.string().check(z.maxLength(40)),
    contact: z.string().check(z.maxLength(512)),
  }),
});
export type ChosenPerson = z.infer<typeof choosePerson>['person'];

export const claimCard = z.strictObject({ type: z.literal('claim-card'), nonce: nonceText });
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
  choosePerson,
]);
export type FromCard = z.infer<typeof fromCard>;
/** What the card's buttons and keys say. */
export type CardCommand = Exclude<FromCard['type'], 'claim-card' | 'read-photo' | 'choose-person'>;

/** E.164 → as people write it. The background spells; the pages do without the numbering plans of the world. */
const spelled = z.record(z.string(), z.string());
export type Spelled = z.infer<typeof spelled>;

const cardNumber = z.object({ e164: z.string(), international: z.string() });
export const cardState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking-up'), number: cardNumber }),
  z.object({ kind: z.literal('answered'), number: cardNumber, answer: lookupAnswer, spelled }),
  z.object({ kind: z.literal('failed'), number: cardNumber, failure }),
]);
export type CardState = z.infer<typeof cardState>;
export const cardChanged = z.object({
  type: z.literal('card-changed'),
  state: cardState,
  takesFocus: z.boolean(),
});
export type CardChanged = z.infer<typeof cardChanged>;
export const photoRead = z.object({ type: z.literal('photo-read'), photo: photoPath, result: photoResult });
export const toCard = z.discriminatedUnion('type', [cardChanged, photoRead]);
export type ToCard = z.infer<typeof toCard>;
export const toCall = z.discriminatedUnion('type', [callChanged, photoRead]);
export type ToCall = z.infer<typeof toCall>;

// ── Extension pages → background ──

export const readSession = command('read-session');
export const signIn = command('sign-in');
export const signOut = z.strictObject({ type: z.literal('sign-out'), alsoAtMicrosoft: z.boolean() });
/** A new token, for a person whose groups have changed. */
export const renewAccess = command('renew-access');
export const readStatus = command('read-status');
export const searchContacts = z.strictObject({
  type: z.literal('search-contacts'),
  query: z.string().check(z.maxLength(64)),
});
export const testConnection = z.strictObject({
  type: z.literal('test-connection'),
  workerUrl: z.string().check(z.maxLength(2048)),
});

export const person = z.object({ name: z.string(), username: z.string() });
export type Person = z.infer<typeof person>;
export const sessionAnswer = resultOf(z.object({ person }));
export const signedOut = resultOf(z.null());
export const renewedAccess = resultOf(z.null());
export const statusResult = resultOf(statusAnswer);
const foundContacts = z.object({ answer: searchAnswer, spelled });
export type FoundContacts = z.infer<typeof foundContacts>;
export const searchResult = resultOf(foundContacts);
export const testedConnection = resultOf(healthAnswer);

// ── Offscreen document → background ──

/** MSAL's document has no `identity`; the background opens the window and hands back where it was sent. */
export const openSignInWindow = z.strictObject({
  type: z.literal('open-sign-in-window'),
  url: z.url({ protocol: /^https$/ }),
  interactive: z.boolean(),
});
export const openedSignInWindow = resultOf(z.string());
/** The cookies that an extension page cannot keep itself; see auth/cookie-shim.ts. */
export const readCookies = command('read-cookies');
export const cookieJar = z.record(z.string(), z.string());
export const keepCookie = z.strictObject({
  type: z.literal('keep-cookie'),
  name: z.string(),
  value: z.nullable(z.string()),
});

export const toBackground = z.discriminatedUnion('type', [
  checkNumbers,
  showCard,
  reportCall,
  tellCall,
  readSession,
  signIn,
  signOut,
  renewAccess,
  readStatus,
  searchContacts,
  testConnection,
  readPhoto,
  openSignInWindow,
  readCookies,
  keepCookie,
]);
export type ToBackground = z.infer<typeof toBackground>;

// ── Background → offscreen document ──

export const signInConfig = z.object({
  authority: z.string(),
  tenantId: z.string(),
  clientId: z.string(),
  scope: z.string(),
  redirectUri: z.string(),
});
export type SignInConfig = z.infer<typeof signInConfig>;

const forMsal = { to: z.literal('offscreen'), config: signInConfig, loginHint: z.optional(z.string()) };
export const toOffscreen = z.discriminatedUnion('type', [
  z.strictObject({ ...forMsal, type: z.literal('sign-in-with-msal') }),
  z.strictObject({ ...forMsal, type: z.literal('renew-token'), fresh: z.boolean() }),
  z.strictObject({ ...forMsal, type: z.literal('forget-account'), alsoAtMicrosoft: z.boolean() }),
]);
export type ToOffscreen = z.infer<typeof toOffscreen>;

export const granted = z.object({
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  person,
  loginHint: z.string(),
});
export type Granted = z.infer<typeof granted>;
export const grantedAnswer = resultOf(granted);
export const forgotAccount = resultOf(z.null());
