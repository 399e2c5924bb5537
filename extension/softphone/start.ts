import { browser } from 'wxt/browser';
import { ask } from '../messages/ask.ts';
import { MAX_CALLER_NAME, softphoneNews } from '../messages/call-messages.ts';
import { MAX_TEXT_LENGTH } from '../messages/message-parts.ts';
import { cardTicket, type ToBackground } from '../messages/messages.ts';
import type { Box } from '../page/placement.ts';
import { isHidden, queryAll } from '../page/untampered.ts';
import { type Adapter, adapters as adapterList } from '../settings/adapter-schema.ts';
import { BUNDLED, findByAdapters } from './adapter.ts';
import { type BookedCall, type CallEvent, createCallBook } from './call-book.ts';
import { createCallCards } from './call-cards.ts';
import { hasRoomForCall } from './call-placement.ts';
import { keyOf } from './caller.ts';
import { watchPage } from './changes.ts';
import { boxOf, findRinging, isGoingOn, type Sights } from './detector.ts';
import { readToldCall } from './posted-calls.ts';
import { findBadSelector } from './selectors.ts';
import { isVisible } from './visible-text.ts';

/** Wires the softphone script of one frame: it detects calls, reports them and shows their cards. It never learns who the caller is. */

const MAX_TOLD = 50;
/** A symbol, because named elements of the page shadow names on the global object. */
const STARTED = Symbol.for('ringcard softphone');

export function startOnSoftphone(): void {
  // The settings changed, and the script runs again in a page that has it already.
  const frame: typeof globalThis & { [STARTED]?: true } = globalThis;
  if (frame[STARTED]) return;
  frame[STARTED] = true;
  const life = new AbortController();
  const { signal } = life;
  const book = createCallBook(() => crypto.randomUUID());
  const cards = createCallCards();
  /** Key of each call that an embedded phone reported, by that phone's own id. */
  const toldKeys = new Map<string, string>();
  let adapters: readonly Adapter[] = BUNDLED;
  let again: ReturnType<typeof setTimeout> | undefined;

  const changes = watchPage(signal, look);
  const sights: Sights = { isVisible, ...changes };

  function look(): void {
    if (!browser.runtime?.id) life.abort();
    if (signal.aborted) return;
    clearTimeout(again);
    const byAdapter = findByAdapters(adapters, location.href, sights);
    const ringing = byAdapter.length > 0 ? byAdapter : findRinging(sights);
    const events = book.observe(performance.now(), ringing, ({ caller }) => isGoingOn(caller, sights));
    for (const event of events) void follow(event, undefined);
    // A call may end without any change that is observed.
    const wait = book.lookAgainMs();
    if (wait !== undefined) again = setTimeout(look, wait);
  }

  /** The administrator's adapters go before the built-in ones. */
  async function learn(): Promise<void> {
    const taught = await ask({ type: 'read-adapters' }, adapterList).catch(() => []);
    adapters = [...taught.filter((one) => findBadSelector(one) === undefined), ...BUNDLED];
    if (taught.length > 0) look();
  }

  async function follow({ type, call }: CallEvent, avoid: Box | undefined): Promise<void> {
    switch (type) {
      case 'rang':
        return await report(call, avoid ?? call.box);
      case 'moved':
        if (call.box) cards.spare(call.id, call.box);
        return;
      case 'taken':
        return await tell({ type: 'tell-call', call: call.id, phase: 'active' });
      case 'ended':
        cards.close({ call: call.id });
        return await tell({ type: 'tell-call', call: call.id, phase: 'ended' });
    }
  }

  async function report({ id, caller, teller }: BookedCall, avoid: Box | undefined): Promise<void> {
    const number = caller.number?.slice(0, MAX_TEXT_LENGTH);
    const name = caller.name?.slice(0, MAX_CALLER_NAME);
    const hasRoom = hasRoomForCall({ width: innerWidth, height: innerHeight });
    const message: ToBackground = {
      type: 'report-call',
      call: id,
      ...(number !== undefined && { number }),
      ...(name !== undefined && { name }),
      ...(teller !== undefined && { teller }),
      isHidden: isHidden(),
      hasRoom,
    };
    const ticket = await ask(message, cardTicket).catch(() => undefined);
    const isOver = !book.calls().some((call) => call.id === id);
    if (ticket?.ok && !isOver && !signal.aborted) cards.open(id, ticket.nonce, avoid);
  }

  async function tell(message: ToBackground): Promise<void> {
    // The background sends no answer, and may be gone after an update.
    await browser.runtime.sendMessage(message).catch(() => undefined);
  }

  function hear(message: MessageEvent<unknown>): void {
    const told = readToldCall(message, location.hostname);
    if (!told) return;
    const id = `${message.origin} ${told.id}`;
    const key = toldKeys.get(id) ?? keyOf(told.caller);
    if (toldKeys.size < MAX_TOLD || told.phase === 'ended') toldKeys.set(id, key);
    if (told.phase === 'ended') toldKeys.delete(id);
    const events = book.told({ key, caller: told.caller, teller: message.origin }, told.phase);
    const phone = queryAll(document, 'iframe').find(
      (frame) => frame instanceof HTMLIFrameElement && frame.contentWindow === message.source,
    );
    for (const event of events) void follow(event, phone && boxOf(phone));
  }

  window.addEventListener('message', hear, { signal, capture: true });
  window.addEventListener('pagehide', () => book.endAll().forEach((event) => void follow(event, undefined)), {
    signal,
  });
  window.addEventListener('pageshow', look, { signal });
  browser.runtime.onMessage.addListener((said: unknown, _sender, answer) => {
    const news = softphoneNews.safeParse(said);
    if (!news.success || signal.aborted) return;
    if (news.data.type === 'call-card-closed') return cards.close({ nonce: news.data.nonce });
    answer(
      hasRoomForCall({ width: innerWidth, height: innerHeight }) &&
        cards.open(undefined, news.data.nonce, undefined),
    );
  });
  signal.addEventListener('abort', () => {
    clearTimeout(again);
    cards.closeAll();
  });
  look();
  void learn();
}
