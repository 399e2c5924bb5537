import * as z from 'zod/mini';
import type { Caller } from './caller.ts';

/**
 * Calls that embedded phones tell the page around them by `postMessage`, as their vendors document it. The browser vouches for the
 * origin of a message; a page can post the same words, but not from that origin.
 */

export interface ToldCall {
  /** The vendor's own id of the call. */
  id: string;
  caller: Caller;
  phase: 'ringing' | 'active' | 'ended';
}

const text = z.string().check(z.minLength(1), z.maxLength(64));
const name = z.string().check(z.maxLength(200));
const id = z.union([z.string().check(z.minLength(1), z.maxLength(200)), z.number()]);
const maybe = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));

/** https://ringcentral.github.io/ringcentral-embeddable/docs/integration/events: a number as text, or as part of an object. */
const ringCentralParty = z.union([
  text,
  z.object({ phoneNumber: maybe(text), extensionNumber: maybe(text), name: maybe(name) }),
]);
const ringCentral = z.object({
  type: z.enum([
    'rc-call-ring-notify',
    'rc-call-start-notify',
    'rc-call-end-notify',
    'rc-active-call-notify',
  ]),
  call: z.object({
    id: maybe(id),
    sessionId: maybe(id),
    telephonySessionId: maybe(id),
    direction: maybe(z.string()),
    telephonyStatus: maybe(z.string()),
    from: maybe(ringCentralParty),
    fromUserName: maybe(name),
    fromName: maybe(name),
  }),
});

/** https://developers.zoom.us/docs/phone/smart-embed-guide */
const zoomParty = z.object({
  name: maybe(name),
  phoneNumber: maybe(text),
  extensionNumber: maybe(z.union([text, z.number()])),
});
const zoom = z.object({
  type: z.enum(['zp-call-ringing-event', 'zp-call-connected-event', 'zp-call-ended-event']),
  data: z.object({ callId: id, direction: maybe(z.string()), caller: maybe(zoomParty) }),
});

/** https://developers.hubspot.com/docs/api/crm/extensions/receive-calls-in-hubspot-when-using-calling-apps, SDK 0.9 */
const hubSpot = z.object({
  type: z.enum(['INCOMING_CALL', 'CALL_ANSWERED', 'CALL_ENDED', 'CALL_COMPLETED']),
  data: z.object({ externalCallId: maybe(id), fromNumber: maybe(text), callerName: maybe(name) }),
});

interface Vendor {
  /** Where the message comes from. `listed`: from a site that the settings name; the background checks that. */
  from: readonly string[] | 'listed';
  /** Host of the page that is told; any when absent. */
  at?: RegExp;
  read(data: unknown): ToldCall | undefined;
}

const VENDORS = {
  ringCentral: {
    from: ['https://apps.ringcentral.com', 'https://ringcentral.github.io'],
    read: readRingCentral,
  },
  zoom: { from: ['https://applications.zoom.us'], read: readZoom },
  hubSpot: { from: 'listed', at: /^app(?:-[a-z]{2}\d)?\.hubspot\.com$/, read: readHubSpot },
} satisfies Record<string, Vendor>;

/** Vendors whose word needs no entry in the settings. */
export const TELLERS: readonly string[] = Object.values<Vendor>(VENDORS).flatMap(({ from }) =>
  from === 'listed' ? [] : from,
);

/** The call that a message tells of; undefined for everything else, and for whoever may not tell. */
export function readToldCall(
  message: { origin: string; data: unknown; isTrusted: boolean },
  host: string,
): ToldCall | undefined {
  // A page can make message events with any origin; the browser does not trust those.
  if (!message.isTrusted || !message.origin.startsWith('https://')) return undefined;
  for (const { from, at, read } of Object.values<Vendor>(VENDORS)) {
    if (at && !at.test(host)) continue;
    if (from !== 'listed' && !from.includes(message.origin)) continue;
    const told = read(message.data);
    if (told) return told;
  }
  return undefined;
}

function readRingCentral(data: unknown): ToldCall | undefined {
  const message = ringCentral.safeParse(data);
  if (!message.success) return undefined;
  const { type, call } = message.data;
  const callId = call.telephonySessionId ?? call.sessionId ?? call.id;
  if (callId == null || (call.direction != null && call.direction !== 'Inbound')) return undefined;
  const party = typeof call.from === 'string' ? { phoneNumber: call.from } : call.from;
  const phase = type === 'rc-active-call-notify' ? phaseOfStatus(call.telephonyStatus) : PHASES[type];
  if (!phase) return undefined;
  return told(
    callId,
    phase,
    party?.phoneNumber ?? party?.extensionNumber,
    call.fromUserName ?? call.fromName ?? party?.name,
  );
}

const PHASES = {
  'rc-call-ring-notify': 'ringing',
  'rc-call-start-notify': 'active',
  'rc-call-end-notify': 'ended',
} as const;

function phaseOfStatus(status: string | null | undefined): ToldCall['phase'] | undefined {
  if (status === 'Ringing') return 'ringing';
  if (status === 'CallConnected' || status === 'OnHold') return 'active';
  return status === 'NoCall' ? 'ended' : undefined;
}

function readZoom(data: unknown): ToldCall | undefined {
  const message = zoom.safeParse(data);
  if (!message.success) return undefined;
  const { type, data: call } = message.data;
  if (call.direction != null && call.direction !== 'inbound') return undefined;
  const phase = {
    'zp-call-ringing-event': 'ringing',
    'zp-call-connected-event': 'active',
    'zp-call-ended-event': 'ended',
  } as const;
  const extension = call.caller?.extensionNumber;
  return told(
    call.callId,
    phase[type],
    call.caller?.phoneNumber ?? (extension == null ? undefined : String(extension)),
    call.caller?.name,
  );
}

function readHubSpot(data: unknown): ToldCall | undefined {
  const message = hubSpot.safeParse(data);
  if (!message.success) return undefined;
  const { type, data: call } = message.data;
  const phase = {
    INCOMING_CALL: 'ringing',
    CALL_ANSWERED: 'active',
    CALL_ENDED: 'ended',
    CALL_COMPLETED: 'ended',
  } as const;
  return told(call.externalCallId ?? 'the only one', phase[type], call.fromNumber, call.callerName);
}

function told(
  id: string | number,
  phase: ToldCall['phase'],
  number?: string | null,
  name?: string | null,
): ToldCall | undefined {
  const shown = name?.trim().slice(0, 80);
  const caller = { ...(number != null && { number }), ...(shown ? { name: shown } : {}) };
  if (phase === 'ringing' && caller.number === undefined && caller.name === undefined) return undefined;
  return { id: String(id), caller, phase };
}
