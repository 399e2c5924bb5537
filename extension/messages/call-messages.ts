import * as z from 'zod/mini';
import { hit } from '#shared/api.ts';
import { failure } from '#shared/failure.ts';
import { command, nonceText, numberText, photoRead, readPhoto } from './message-parts.ts';

/** Messages about incoming calls. */

// ── Softphone script → background, on the sites that the settings name ──

export const MAX_CALLER_NAME = 80;
const callId = z.string().check(z.minLength(1), z.maxLength(64));
/** Reports a ringing call. The answer admits one frame to its card and says nothing about the caller. */
export const reportCall = z.strictObject({
  type: z.literal('report-call'),
  call: callId,
  number: z.optional(numberText),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(MAX_CALLER_NAME))),
  /** The origin of the embedded softphone that reported the call by `postMessage`. */
  teller: z.optional(z.string().check(z.maxLength(300))),
  isHidden: z.boolean(),
  hasRoom: z.boolean(),
});
export type ReportCall = z.infer<typeof reportCall>;
/** Asks for the softphones that the policy describes for this site. Answered with `adapters`. */
export const readAdapters = command('read-adapters');
export const tellCall = z.strictObject({
  type: z.literal('tell-call'),
  call: callId,
  phase: z.enum(['active', 'ended']),
});

// ── Background → softphone script ──

/** The person closed the card, or another tab shows it now. */
const callCardClosed = z.strictObject({ type: z.literal('call-card-closed'), nonce: nonceText });
/** The softphone's frame is too small for a card, so the page around it shows the card. Answered with true. */
const showCallCard = z.strictObject({ type: z.literal('show-call-card'), nonce: nonceText });
export const softphoneNews = z.union([callCardClosed, showCallCard]);
export type SoftphoneNews = z.infer<typeof softphoneNews>;

// ── Frame of a call's card ↔ background, over a port named CALL_PORT ──

export const CALL_PORT = 'call';
export const fromCall = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('claim-call'), nonce: nonceText }),
  /** With the nonce, since the background may have restarted and forgotten the call. */
  z.strictObject({ type: z.literal('close-call'), nonce: nonceText }),
  command('sign-in'),
  readPhoto,
]);
export type FromCall = z.infer<typeof fromCall>;
export type CallCommand = Exclude<FromCall['type'], 'claim-call' | 'read-photo'>;

/** The caller, as far as the directory knows. `others`: how many more contacts have the number, or the name. */
const callerState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking-up') }),
  z.object({ kind: z.literal('found'), by: z.enum(['number', 'name']), hit, others: z.number() }),
  z.object({ kind: z.literal('company'), hit }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('withheld') }),
  z.object({ kind: z.literal('failed'), failure }),
]);
export type CallerState = z.infer<typeof callerState>;
const callChanged = z.object({
  type: z.literal('call-changed'),
  phase: z.enum(['ringing', 'active']),
  /** The name as the softphone gives it; the number in the person's spelling. */
  caller: z.object({ number: z.optional(z.string()), name: z.optional(z.string()) }),
  state: callerState,
});
export type CallChanged = z.infer<typeof callChanged>;
export const toCall = z.discriminatedUnion('type', [callChanged, photoRead]);
export type ToCall = z.infer<typeof toCall>;
