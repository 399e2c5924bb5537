import type { PhotoPath } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import {
  type CallChanged,
  type CallerState,
  fromCall,
  type ReportCall,
  type SoftphoneNews,
  type ToCall,
} from '../../messages/call-messages.ts';
import type { PhotoResult } from '../../messages/message-parts.ts';
import type { FrameAddress, Ticket, Tickets } from '../cards/card-tickets.ts';
import type { PageOrigins } from '../site-access.ts';
import type { PageSpeaker } from '../speaker.ts';
import { isWithheld } from './find-caller.ts';

/** The ringing calls of all tabs. Each gets one look-up, one card and at most one notice, however many frames report it. */

/** A connected frame of a caller card. Its sender is checked already. */
export interface CallFrame {
  tabId: number;
  frameId: number;
  post(message: ToCall): void;
  disconnect(): void;
  onMessage(listener: (said: unknown) => void): void;
  onDisconnect(listener: () => void): void;
}

export interface CallsOptions {
  tickets: Tickets<Call>;
  now: () => number;
  /** The key that identifies the number, and its spelling for people. */
  readNumber(text: string): Promise<{ key: string; written: string }>;
  /** The softphone site of the frame, and of the embedded phone if there is one; undefined when the frame may not report calls. */
  siteOf(origins: PageOrigins, teller: string | undefined): Promise<string | undefined>;
  askBudget(site: string): Promise<Failure | undefined>;
  findCaller(caller: ReportCall, signal: AbortSignal): Promise<CallerState>;
  readPhoto(photo: PhotoPath): Promise<PhotoResult>;
  signIn(): Promise<unknown>;
  /** Tells the softphone script of a frame, or those of the whole tab. True when it did as told. */
  tell(frame: FrameAddress | Pick<FrameAddress, 'tabId'>, news: SoftphoneNews): Promise<boolean>;
  notify(call: NotifiedCall): void;
  unnotify(id: string): void;
}

export interface NotifiedCall {
  id: string;
  tabId: number;
  caller: CallChanged['caller'];
  state: CallerState;
}

export interface Call {
  id: string;
  key: string;
  startedAt: number;
  report: ReportCall;
  caller: CallChanged['caller'];
  phase: CallChanged['phase'];
  state: CallerState;
  /** Frames that show the call, each with its own id of the call. */
  reporters: Set<string>;
  card: Ticket<Call> | undefined;
  frames: Set<CallFrame>;
  isNotified: boolean;
  isHidden: boolean;
  abort: AbortController;
}

export interface Calls {
  report(
    speaker: Omit<PageSpeaker, 'kind'>,
    report: ReportCall,
  ): Promise<{ ok: true; nonce: string } | { ok: false }>;
  tellPhase(speaker: FrameAddress, call: string, phase: 'active' | 'ended'): void;
  /** The tab is gone, so its frames report nothing more, not even the end. */
  closeTab(tabId: number): void;
  serve(frame: CallFrame): void;
  /** Every card says that the person is signed out. */
  forget(): void;
}

/** Two tabs of one phone report a call within moments of each other; a later report is another call. */
const SAME_CALL_MS = 30_000;

export function createCalls(options: CallsOptions): Calls {
  const calls = new Set<Call>();
  const cardOf = new Map<CallFrame, Call>();

  async function report(speaker: Omit<PageSpeaker, 'kind'>, report: ReportCall) {
    const origins = { frame: speaker.frameOrigin, page: speaker.origin };
    const site = await options.siteOf(origins, report.teller);
    if (site === undefined) return { ok: false } as const;
    const { key, caller } = await identify(report, speaker.tabId);
    const reporter = reporterOf(speaker, report.call);
    const known = [...calls].find((call) => isSameCall(call, key, reporter));
    if (known) return join(known, speaker, report, reporter);
    const call: Call = {
      id: crypto.randomUUID(),
      key,
      startedAt: options.now(),
      report,
      caller,
      phase: 'ringing',
      state: { kind: 'looking-up' },
      reporters: new Set([reporter]),
      card: undefined,
      frames: new Set(),
      isNotified: false,
      isHidden: report.isHidden,
      abort: new AbortController(),
    };
    calls.add(call);
    const refusal = await options.askBudget(site);
    if (refusal) change(call, { kind: 'failed', failure: refusal });
    else void lookUp(call, speaker.tabId);
    return await openCard(call, speaker, report.hasRoom);
  }

  async function identify(report: ReportCall, tabId: number): Promise<Pick<Call, 'key' | 'caller'>> {
    const { number, name } = report;
    const told = name === undefined ? {} : { name };
    if (isWithheld(report)) return { key: `withheld ${tabId}`, caller: {} };
    if (number === undefined) return { key: `name ${(name ?? '').toLowerCase()}`, caller: told };
    const { key, written } = await options.readNumber(number);
    // Many phones repeat the number in place of a name.
    const isNumberAgain = name !== undefined && !/\p{L}/u.test(name);
    return { key, caller: { number: written, ...(isNumberAgain ? {} : told) } };
  }

  function isSameCall(call: Call, key: string, reporter: string): boolean {
    return (
      call.reporters.has(reporter) || (call.key === key && options.now() - call.startedAt < SAME_CALL_MS)
    );
  }

  /** Another frame shows the same call. It gets the card only if the first frame is in a hidden tab. */
  async function join(
    call: Call,
    speaker: FrameAddress,
    { isHidden, hasRoom }: ReportCall,
    reporter: string,
  ) {
    call.reporters.add(reporter);
    if (isHidden || !call.isHidden) return { ok: false } as const;
    call.isHidden = false;
    if (call.card) void options.tell(call.card.frame, { type: 'call-card-closed', nonce: call.card.nonce });
    unnotify(call);
    return await openCard(call, speaker, hasRoom);
  }

  async function openCard(call: Call, { tabId, frameId }: FrameAddress, hasRoom: boolean) {
    const frame = { tabId, frameId: hasRoom ? frameId : 0 };
    call.card = options.tickets.issue(frame, call);
    const { nonce } = call.card;
    if (hasRoom) return { ok: true, nonce } as const;
    const isShown = frameId !== 0 && (await options.tell(frame, { type: 'show-call-card', nonce }));
    if (!isShown) notify(call, tabId);
    return { ok: false } as const;
  }

  async function lookUp(call: Call, tabId: number): Promise<void> {
    change(call, { kind: 'looking-up' });
    const state = await options.findCaller(call.report, call.abort.signal);
    if (!calls.has(call)) return;
    change(call, state);
    if (call.isHidden || call.isNotified) notify(call, tabId);
  }

  function change(call: Call, state: CallerState): void {
    call.state = state;
    for (const frame of call.frames) show(call, frame);
  }

  function show({ phase, caller, state }: Call, frame: CallFrame): void {
    frame.post({ type: 'call-changed', phase, caller, state });
  }

  function notify(call: Call, tabId: number): void {
    if (call.phase !== 'ringing') return;
    call.isNotified = true;
    options.notify({ id: call.id, tabId, caller: call.caller, state: call.state });
  }

  function unnotify(call: Call): void {
    if (call.isNotified) options.unnotify(call.id);
    call.isNotified = false;
  }

  function drop(call: Call, reporter: string): void {
    call.reporters.delete(reporter);
    if (call.reporters.size === 0) end(call);
  }

  function end(call: Call): void {
    calls.delete(call);
    call.abort.abort();
    unnotify(call);
    // The reporting frame closes its own card; a card in the page around it is closed from here.
    if (call.card) void options.tell(call.card.frame, { type: 'call-card-closed', nonce: call.card.nonce });
  }

  async function obey(
    frame: CallFrame,
    call: Call,
    message: ReturnType<typeof fromCall.parse>,
  ): Promise<void> {
    switch (message.type) {
      case 'claim-call':
        return;
      case 'close-call':
        unnotify(call);
        if (call.card)
          void options.tell(call.card.frame, { type: 'call-card-closed', nonce: call.card.nonce });
        return;
      case 'sign-in':
        await options.signIn();
        return await lookUp(call, frame.tabId);
      case 'read-photo': {
        const { photo } = message;
        const result = await options.readPhoto(photo);
        if (cardOf.has(frame)) frame.post({ type: 'photo-read', photo, result });
      }
    }
  }

  function claim(frame: CallFrame, nonce: string): Call | undefined {
    const call = options.tickets.claim(nonce, frame)?.subject;
    if (!call || !calls.has(call)) {
      frame.disconnect();
      return undefined;
    }
    call.frames.add(frame);
    cardOf.set(frame, call);
    show(call, frame);
    return call;
  }

  return {
    report,

    tellPhase(speaker, callId, phase) {
      const reporter = reporterOf(speaker, callId);
      for (const call of calls) {
        if (!call.reporters.has(reporter)) continue;
        if (phase === 'ended') drop(call, reporter);
        else {
          call.phase = 'active';
          unnotify(call);
          change(call, call.state);
        }
      }
    },

    closeTab(tabId) {
      for (const call of calls)
        for (const reporter of call.reporters) if (reporter.startsWith(`${tabId} `)) drop(call, reporter);
    },

    serve(frame) {
      let call: Call | undefined;
      frame.onMessage((said) => {
        const message = fromCall.safeParse(said);
        if (!message.success) return frame.disconnect();
        if (call) void obey(frame, call, message.data);
        else if (message.data.type === 'claim-call') call = claim(frame, message.data.nonce);
        // A call from before a restart. Its card's script knows it by the nonce.
        else if (message.data.type === 'close-call')
          void options.tell({ tabId: frame.tabId }, { type: 'call-card-closed', nonce: message.data.nonce });
        else frame.disconnect();
      });
      frame.onDisconnect(() => {
        cardOf.delete(frame);
        call?.frames.delete(frame);
      });
    },

    forget() {
      options.tickets.clear();
      for (const call of calls) {
        call.abort.abort();
        call.abort = new AbortController();
        unnotify(call);
        change(call, { kind: 'failed', failure: { code: 'signed_out' } });
      }
    },
  };
}

function reporterOf({ tabId, frameId }: FrameAddress, call: string): string {
  return `${tabId} ${frameId} ${call}`;
}
