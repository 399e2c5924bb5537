import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { ask } from '../messages/ask.ts';
import {
  contentScriptNews,
  type PageManners,
  pageLeftAlone,
  pageManners,
  type ToBackground,
} from '../messages/messages.ts';
import { beginLife } from './life.ts';
import { type Stay, stayOnPage } from './stay.ts';
import { root } from './untampered.ts';

/** Wires the content script of one frame. Everything ends with one signal, which aborts when the extension was updated or may no longer read here. */
export function startOnPage(): void {
  const hasRuntime = () => Boolean(browser.runtime?.id);
  const life = beginLife(hasRuntime);
  if (!life) return;
  const { signal } = life;
  let end = new AbortController();
  let marking: PageManners['marking'] | undefined;
  /** Counts requests, so that an old answer does not undo a newer one. */
  let questions = 0;

  const say = async <T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> => {
    // An update leaves the old script behind without a runtime; such a script goes silent.
    if (!hasRuntime()) life.abort();
    signal.throwIfAborted();
    const said = await ask(message, z.union([pageLeftAlone, answer]));
    if (!isLeftAlone(said)) return said;
    life.abort();
    throw signal.reason;
  };

  // Registered at once, so that no listener of the page sees Esc before the card's. Nothing is read before the background allows it.
  let stay: Stay = arrive();

  function arrive(): Stay {
    end = new AbortController();
    const untilEnd = AbortSignal.any([signal, end.signal]);
    // A page restored from the back/forward cache has missed all messages.
    window.addEventListener('pageshow', ({ persisted }) => persisted && learnManners(), { signal: untilEnd });
    return stayOnPage(say, untilEnd);
  }

  function arriveAnew(): void {
    end.abort();
    stay = arrive();
    if (marking) stay.begin(marking);
  }

  function learnManners(): void {
    askManners().catch(() => undefined);
  }

  async function askManners(): Promise<void> {
    const question = ++questions;
    const manners = await say({ type: 'read-page-manners' }, pageManners);
    if (question !== questions || manners.marking === marking) return;
    // The marking setting changed: reading begins again, and no old mark stays.
    const isFirst = marking === undefined;
    marking = manners.marking;
    if (isFirst) stay.begin(marking);
    else arriveAnew();
  }

  browser.runtime.onMessage.addListener((said: unknown, _sender, answer) => {
    const heard = contentScriptNews.safeParse(said);
    if (!heard.success || signal.aborted) return;
    const news = heard.data;
    if (news.type === 'site-access-changed') return learnManners();
    if (!marking) return;
    switch (news.type) {
      case 'card-closed':
        return stay.cardClosed(news.nonce);
      case 'pointer-on-card':
        return stay.pointerOnCard(news.nonce, news.isInside);
      case 'look-up-selection':
        return stay.lookUpSelection()?.then(answer, () => answer(false)) && true;
      case 'look-up-text':
        return stay.lookUpText(news.text) ? answer(true) : undefined;
      case 'list-numbers':
        stay.listNumbers().then(answer, () => answer([]));
        return true;
    }
  });

  watchRoot(arriveAnew, signal);
  learnManners();
}

/** A page that rewrites its document (`document.open`) removes every listener. */
function watchRoot(changed: () => void, signal: AbortSignal): void {
  let known = root();
  const observer = new MutationObserver(() => {
    const now = root();
    if (!now || now === known) return;
    known = now;
    changed();
  });
  observer.observe(document, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

function isLeftAlone(said: unknown): said is z.infer<typeof pageLeftAlone> {
  return pageLeftAlone.safeParse(said).success;
}
