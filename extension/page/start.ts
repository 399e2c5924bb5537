import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { ask } from '../ask.ts';
import { contentScriptNews, type PageManners, pageManners, type ToBackground } from '../messages.ts';
import { type Stay, stayOnPage } from './stay.ts';

/** Wires the content script of one frame. Everything hangs on one signal, which ends when the extension was updated under it. */
export function startOnPage(): void {
  const life = new AbortController();
  let end = new AbortController();
  let manners: PageManners | undefined;
  /** Counts orders, so that an old answer does not undo a newer one. */
  let orders = 0;

  const say = async <T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> => {
    // An updated extension leaves its old scripts behind, without a runtime: then this one goes silent.
    if (!browser.runtime?.id) life.abort();
    life.signal.throwIfAborted();
    return ask(message, answer);
  };

  // At once, since no listener of the page may come before the card's for Esc. It reads nothing before it was told that it may.
  let stay: Stay | undefined = arrive();

  function arrive(): Stay {
    end = new AbortController();
    return stayOnPage(say, AbortSignal.any([life.signal, end.signal]));
  }

  function obey(order: PageManners): void {
    orders++;
    if (manners?.isRead === order.isRead && manners.marking === order.marking) return;
    // Other marks on a page that is being read: begun anew, nothing of before stays.
    if (manners || !order.isRead) {
      end.abort();
      stay = undefined;
    }
    manners = order;
    if (!order.isRead || life.signal.aborted) return;
    stay ??= arrive();
    stay.begin(order.marking);
  }

  async function askManners(): Promise<void> {
    const asked = orders;
    const order = await say({ type: 'read-page-manners' }, pageManners).catch(() => undefined);
    if (orders === asked) obey(order ?? { isRead: false, marking: 'hover' });
  }

  browser.runtime.onMessage.addListener((said: unknown, _sender, answer) => {
    const heard = contentScriptNews.safeParse(said);
    if (!heard.success || life.signal.aborted) return;
    const news = heard.data;
    if (news.type === 'page-access-changed') return obey(news);
    if (!stay || !manners) return;
    switch (news.type) {
      case 'card-closed':
        return stay.cardClosed(news.nonce);
      case 'pointer-on-card':
        return stay.pointerOnCard(news.nonce, news.isInside);
      case 'look-up-selection':
        return stay.lookUpSelection() ? answer(true) : undefined;
      case 'list-numbers':
        stay.listNumbers().then(answer, () => answer([]));
        return true;
    }
  });

  // A page that comes back from the browser's memory has heard nothing meanwhile.
  window.addEventListener('pageshow', ({ persisted }) => persisted && void askManners(), {
    signal: life.signal,
  });
  void askManners();
}
