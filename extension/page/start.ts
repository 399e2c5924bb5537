import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { ask } from '../ask.ts';
import { contentScriptNews, type ToBackground } from '../messages.ts';
import { createCardFrame } from './card-frame.ts';
import { watchIntent } from './intent.ts';
import { createMarks } from './mark.ts';
import { watchMenuPlace } from './menu-place.ts';
import { numberAt } from './number-at.ts';
import { createNumberCheck } from './number-check.ts';
import { numbersOnPage } from './page-numbers.ts';
import { hasRoomForCard } from './placement.ts';
import { textsUnder } from './scan.ts';
import { selectedNumber } from './selected-number.ts';
import { idle, runInSlices, shown } from './slices.ts';
import { hasFocus, isLoading, root } from './untampered.ts';
import { watchChanges } from './watch.ts';

/** Wires the content script of one frame. Everything hangs on one signal, which ends when the extension was updated under it. */
export function startOnPage(): void {
  const life = new AbortController();
  const { signal } = life;

  const say = async <T>(message: ToBackground, answer: z.ZodMiniType<T>): Promise<T> => {
    // An updated extension leaves its old scripts behind, without a runtime: then this one goes silent.
    if (!browser.runtime?.id) life.abort();
    signal.throwIfAborted();
    return ask(message, answer);
  };

  const card = createCardFrame(say, signal);
  const hasRoom = () => hasRoomForCard({ width: innerWidth, height: innerHeight });
  const check = createNumberCheck(say);

  watchIntent({
    signal,
    numberAt: (x, y) => (hasRoom() ? numberAt(x, y) : undefined),
    isCardOpen: card.isOpen,
    meant: (target) => void card.open(target, { focus: false }).catch(() => undefined),
  });

  const menuPlace = watchMenuPlace(signal);

  browser.runtime.onMessage.addListener((said: unknown, _sender, answer) => {
    const news = contentScriptNews.safeParse(said);
    if (!news.success || signal.aborted) return;
    if (news.data.type === 'list-numbers') {
      const page = root();
      if (!page) return;
      numbersOnPage(page, check, signal).then(answer, () => answer([]));
      return true;
    }
    if (news.data.type === 'card-closed') return card.closed(news.data.nonce);
    if (news.data.type === 'pointer-on-card') return card.pointer(news.data.nonce, news.data.isInside);
    if (news.data.type === 'look-up-text') {
      if (!hasRoom()) return;
      answer(true);
      void card.open({ text: news.data.text, box: menuPlace() }, { focus: true }).catch(() => undefined);
      return;
    }
    const number = hasFocus() && hasRoom() ? selectedNumber() : undefined;
    if (!number) return;
    answer(true);
    void card.open(number, { focus: true }).catch(() => undefined);
  });

  void markNumbers();

  async function markNumbers(): Promise<void> {
    await pageRead(signal);
    await shown(signal);
    await idle();
    const page = root();
    if (!page || signal.aborted || !hasRoom()) return;
    const marks = createMarks(check, signal);
    let work = read([page]);
    watchChanges(page, signal, (places) => {
      marks.sweep();
      work = work.then(() => read(places));
    });

    async function read(places: readonly Node[]): Promise<void> {
      await shown(signal);
      for (const place of places)
        await runInSlices(textsUnder(place), (text) => text && marks.consider(text), signal);
    }
  }
}

function pageRead(signal: AbortSignal): Promise<void> {
  if (!isLoading()) return Promise.resolve();
  return new Promise((resolve) => {
    window.addEventListener('DOMContentLoaded', () => resolve(), { once: true, capture: true, signal });
  });
}
