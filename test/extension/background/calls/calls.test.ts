import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '#shared/failure.ts';
import {
  type Call,
  type CallFrame,
  type Calls,
  createCalls,
} from '../../../../extension/background/calls/calls.ts';
import { createTickets } from '../../../../extension/background/cards/card-tickets.ts';
import type { CallerState, ReportCall, ToCall } from '../../../../extension/messages/call-messages.ts';
import { ANNA, ASKED } from '../../support/contacts.ts';

class FakeFrame implements CallFrame {
  readonly tabId: number;
  readonly frameId: number;
  readonly shown: string[] = [];
  isConnected = true;
  #hear: (said: unknown) => void = () => {};
  constructor(tabId: number, frameId = 9) {
    this.tabId = tabId;
    this.frameId = frameId;
  }
  post(message: ToCall) {
    this.shown.push(message.type === 'call-changed' ? `${message.phase} ${message.state.kind}` : 'photo');
  }
  disconnect() {
    this.isConnected = false;
  }
  onMessage(listener: (said: unknown) => void) {
    this.#hear = listener;
  }
  onDisconnect() {}
  say(message: unknown) {
    this.#hear(message);
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const TAB = {
  tabId: 1,
  frameId: 0,
  origin: 'https://crm.example',
  frameOrigin: 'https://phone.example',
};
const REPORT: ReportCall = {
  type: 'report-call',
  call: 'a',
  number: '030 23125-123',
  isHidden: false,
  hasRoom: true,
};

describe('reported calls', () => {
  let calls: Calls;
  let asked: ReportCall[];
  let now: number;
  let refusal: Failure | undefined;
  let hasPageScript: boolean;
  const tell = vi.fn();
  const notify = vi.fn();
  const unnotify = vi.fn();

  beforeEach(() => {
    asked = [];
    now = 0;
    refusal = undefined;
    hasPageScript = false;
    let count = 0;
    tell.mockReset();
    notify.mockReset();
    unnotify.mockReset();
    calls = createCalls({
      tickets: createTickets<Call>({
        now: () => now,
        newNonce: () => (++count).toString(16).padStart(32, '0'),
      }),
      now: () => now,
      readNumber: async () => ({ key: ASKED.e164, written: ASKED.international }),
      siteOf: async ({ frame, page }) =>
        frame === 'https://evil.example' || page === 'https://paused.example' ? undefined : 'phone.example',
      askBudget: async () => refusal,
      findCaller: async (caller): Promise<CallerState> => {
        asked.push(caller);
        await settle();
        return { kind: 'found', by: 'number', hit: ANNA, others: 0 };
      },
      readPhoto: async () => ({ ok: false, failure: { code: 'not_found' } }),
      signIn: async () => undefined,
      tell: async (...said) => {
        tell(...said);
        return hasPageScript;
      },
      notify,
      unnotify,
    });
  });

  const show = async (nonce: string, frame = new FakeFrame(1)) => {
    calls.serve(frame);
    frame.say({ type: 'claim-call', nonce });
    await settle();
    return frame;
  };

  it('are looked up once and shown in one card', async () => {
    const ticket = await calls.report(TAB, REPORT);
    if (!ticket.ok) throw new Error('refused');
    const frame = await show(ticket.nonce);
    await vi.waitFor(() => expect(frame.shown.at(-1)).toBe('ringing found'));
    expect(await calls.report({ ...TAB, frameId: 3 }, { ...REPORT, call: 'b' })).toEqual({ ok: false });
    expect(await calls.report({ ...TAB, tabId: 2 }, REPORT)).toEqual({ ok: false });
    expect(asked).toHaveLength(1);
    expect(notify).not.toHaveBeenCalled();
  });

  it('are ignored from other sites', async () => {
    expect(await calls.report({ ...TAB, frameOrigin: 'https://evil.example' }, REPORT)).toEqual({
      ok: false,
    });
    expect(asked).toEqual([]);
  });

  it('are judged by the page around the frame too', async () => {
    expect(await calls.report({ ...TAB, origin: 'https://paused.example' }, REPORT)).toEqual({ ok: false });
    expect(asked).toEqual([]);
  });

  it('stay hidden from a used or a foreign nonce', async () => {
    const ticket = await calls.report(TAB, REPORT);
    if (!ticket.ok) throw new Error('refused');
    const elsewhere = await show(ticket.nonce, new FakeFrame(2));
    const late = await show(ticket.nonce);
    expect([elsewhere, late]).toMatchObject([
      { shown: [], isConnected: false },
      { shown: [], isConnected: false },
    ]);
  });

  it('report a spent budget without asking the directory', async () => {
    refusal = { code: 'too_many_requests', retryAfterSeconds: 30 };
    const ticket = await calls.report(TAB, REPORT);
    if (!ticket.ok) throw new Error('the page must not see a difference');
    expect((await show(ticket.nonce)).shown).toEqual(['ringing failed']);
    expect(asked).toEqual([]);
  });

  it('raise a notification where nobody sees the tab, once the name is known, until somebody answers', async () => {
    await calls.report(TAB, { ...REPORT, isHidden: true });
    await vi.waitFor(() => expect(notify).toHaveBeenCalledTimes(1));
    expect(notify.mock.calls[0]?.[0]).toMatchObject({ tabId: 1, state: { kind: 'found' } });
    calls.tellPhase(TAB, 'a', 'active');
    expect(unnotify).toHaveBeenCalledTimes(1);
  });

  it('move to the visible tab', async () => {
    await calls.report(TAB, { ...REPORT, isHidden: true });
    await vi.waitFor(() => expect(notify).toHaveBeenCalled());
    const ticket = await calls.report({ ...TAB, tabId: 2 }, REPORT);
    expect(ticket.ok).toBe(true);
    expect(tell).toHaveBeenCalledWith(
      { tabId: 1, frameId: 0 },
      expect.objectContaining({ type: 'call-card-closed' }),
    );
    expect(unnotify).toHaveBeenCalledTimes(1);
    expect(asked).toHaveLength(1);
  });

  it('are shown by the page around a frame too small for a card, else by a notification', async () => {
    const inFrame = { ...TAB, frameId: 5 };
    hasPageScript = true;
    expect(await calls.report(inFrame, { ...REPORT, hasRoom: false })).toEqual({ ok: false });
    expect(tell).toHaveBeenCalledWith(
      { tabId: 1, frameId: 0 },
      expect.objectContaining({ type: 'show-call-card' }),
    );
    expect(notify).not.toHaveBeenCalled();
    calls.tellPhase(inFrame, 'a', 'ended');
    hasPageScript = false;
    await calls.report(inFrame, { ...REPORT, call: 'b', hasRoom: false });
    expect(notify).toHaveBeenCalled();
  });

  it('end with the last frame that shows them; the next report is a new call', async () => {
    await calls.report(TAB, { ...REPORT, isHidden: true });
    await calls.report({ ...TAB, tabId: 2 }, { ...REPORT, isHidden: true });
    await vi.waitFor(() => expect(notify).toHaveBeenCalled());
    calls.tellPhase(TAB, 'a', 'ended');
    expect(unnotify).not.toHaveBeenCalled();
    calls.tellPhase({ tabId: 2, frameId: 0 }, 'a', 'ended');
    expect(unnotify).toHaveBeenCalledTimes(1);
    expect((await calls.report(TAB, { ...REPORT, call: 'c' })).ok).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('end with their tab, even if it reports no end', async () => {
    await calls.report({ ...TAB, frameId: 5 }, { ...REPORT, isHidden: true });
    await calls.report({ ...TAB, tabId: 11 }, { ...REPORT, isHidden: true });
    await vi.waitFor(() => expect(notify).toHaveBeenCalled());
    calls.closeTab(11);
    expect(unnotify).not.toHaveBeenCalled();
    calls.closeTab(1);
    expect(unnotify).toHaveBeenCalledTimes(1);
    expect((await calls.report(TAB, { ...REPORT, call: 'c' })).ok).toBe(true);
  });

  it('end only on a message of the frame that reported them', async () => {
    await calls.report(TAB, REPORT);
    calls.tellPhase({ tabId: 7, frameId: 0 }, 'a', 'ended');
    expect(tell).not.toHaveBeenCalled();
  });

  it('lose their card when the person closes it', async () => {
    const ticket = await calls.report(TAB, REPORT);
    if (!ticket.ok) throw new Error('refused');
    const frame = await show(ticket.nonce);
    frame.say({ type: 'close-call', nonce: ticket.nonce });
    expect(tell).toHaveBeenCalledWith(expect.objectContaining({ tabId: 1 }), {
      type: 'call-card-closed',
      nonce: ticket.nonce,
    });
  });

  it('lose their card even after the background has forgotten them', async () => {
    const nonce = 'f'.repeat(32);
    const frame = new FakeFrame(1);
    calls.serve(frame);
    frame.say({ type: 'close-call', nonce });
    expect(tell).toHaveBeenCalledWith({ tabId: 1 }, { type: 'call-card-closed', nonce });
    expect(frame.shown).toEqual([]);
  });

  it('show that the person has signed out', async () => {
    const ticket = await calls.report(TAB, REPORT);
    if (!ticket.ok) throw new Error('refused');
    const frame = await show(ticket.nonce);
    await vi.waitFor(() => expect(frame.shown.at(-1)).toBe('ringing found'));
    calls.forget();
    expect(frame.shown.at(-1)).toBe('ringing failed');
  });
});
