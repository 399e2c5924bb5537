import type { ask } from '../messages/ask.ts';
import type { PageManners } from '../messages/messages.ts';
import { createCardFrame } from './card-frame.ts';
import { watchIntent } from './intent.ts';
import { watchMenuTarget } from './menu-target.ts';
import { numberAt, type PageNumber } from './number-at.ts';
import { createNumberLocator } from './number-locator.ts';
import { numbersOnPage } from './page-numbers.ts';
import { canPaint } from './paint.ts';
import { hasRoomForCard } from './placement.ts';
import { readPage } from './reading.ts';
import { canFramesRun } from './sandbox.ts';
import { selectedNumber } from './selected-number.ts';
import { idle, shown } from './slices.ts';
import { hasFocus, isLoading, root } from './untampered.ts';

/** The period in which one page may be read. Everything in it ends with its signal. */
export interface Stay {
  /** Starts finding numbers and, if wanted and possible, marking them. Called once. */
  begin(marking: PageManners['marking']): void;
  /** Undefined where this frame has nothing to look up; else whether it was a number, and a card opens. */
  lookUpSelection(): Promise<boolean> | undefined;
  /** Takes the text that the person chose in the browser's menu. True if a card can be shown. */
  lookUpText(text: string): boolean;
  listNumbers(): Promise<string[]>;
  cardClosed(nonce: string): void;
  pointerOnCard(nonce: string, isInside: boolean): void;
}

export function stayOnPage(say: typeof ask, signal: AbortSignal): Stay {
  const locator = createNumberLocator(say);
  const card = createCardFrame(say, signal);
  const menuTarget = watchMenuTarget(signal);
  const canShowCard = () => canFramesRun() && hasRoomForCard({ width: innerWidth, height: innerHeight });

  async function mark(): Promise<void> {
    await pageRead(signal);
    await shown(signal);
    await idle();
    const page = root();
    if (page && !signal.aborted && canShowCard()) readPage(page, locator, signal);
  }

  function show(number: PageNumber | undefined): boolean {
    if (number) void card.open(number, { focus: true }).catch(() => undefined);
    return number !== undefined;
  }

  return {
    begin(marking) {
      watchIntent({
        signal,
        numberAt: (x, y) => (canShowCard() ? numberAt(x, y, locator) : undefined),
        isCardOpen: card.isOpen,
        meant: (number) => void card.open(number, { focus: false }).catch(() => undefined),
      });
      if (marking === 'underline' && canPaint()) void mark();
    },
    lookUpSelection() {
      return hasFocus() && canShowCard() ? selectedNumber(locator)?.then(show) : undefined;
    },
    lookUpText(text) {
      const target = canShowCard() ? menuTarget() : undefined;
      if (target) void card.open({ text, ...target }, { focus: true }).catch(() => undefined);
      return target !== undefined;
    },
    async listNumbers() {
      const page = root();
      return page ? await numbersOnPage(page, locator, signal) : [];
    },
    cardClosed: card.closed,
    pointerOnCard: card.pointer,
  };
}

function pageRead(signal: AbortSignal): Promise<void> {
  if (!isLoading()) return Promise.resolve();
  return new Promise((resolve) => {
    window.addEventListener('DOMContentLoaded', () => resolve(), { once: true, capture: true, signal });
  });
}
