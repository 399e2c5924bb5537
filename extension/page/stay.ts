import type { ask } from '../messages/ask.ts';
import type { PageManners } from '../messages/messages.ts';
import { createCardFrame } from './card-frame.ts';
import { watchIntent } from './intent.ts';
import { watchMenuTarget } from './menu-target.ts';
import { numberAt } from './number-at.ts';
import { createNumberCheck } from './number-check.ts';
import { numbersOnPage } from './page-numbers.ts';
import { canPaint } from './paint.ts';
import { hasRoomForCard } from './placement.ts';
import { readPage } from './reading.ts';
import { canFramesRun } from './sandbox.ts';
import { selectedNumber } from './selected-number.ts';
import { idle, shown } from './slices.ts';
import { hasFocus, isLoading, root } from './untampered.ts';

/** The time in which one page may be read. All that happens in it ends with its signal. */
export interface Stay {
  /** From now on numbers are found and, where wanted and possible, marked. Once. */
  begin(marking: PageManners['marking']): void;
  /** True if there was a number to open a card for. */
  lookUpSelection(): boolean;
  /** What the person chose in the browser's menu. True if a card can be shown. */
  lookUpText(text: string): boolean;
  listNumbers(): Promise<string[]>;
  cardClosed(nonce: string): void;
  pointerOnCard(nonce: string, isInside: boolean): void;
}

export function stayOnPage(say: typeof ask, signal: AbortSignal): Stay {
  const check = createNumberCheck(say);
  const card = createCardFrame(say, signal);
  const menuTarget = watchMenuTarget(signal);
  const canShowCard = () => canFramesRun() && hasRoomForCard({ width: innerWidth, height: innerHeight });

  async function mark(): Promise<void> {
    await pageRead(signal);
    await shown(signal);
    await idle();
    const page = root();
    if (page && !signal.aborted && canShowCard()) readPage(page, check, signal);
  }

  return {
    begin(marking) {
      watchIntent({
        signal,
        numberAt: (x, y) => (canShowCard() ? numberAt(x, y) : undefined),
        isCardOpen: card.isOpen,
        meant: (number) => void card.open(number, { focus: false }).catch(() => undefined),
      });
      if (marking === 'underline' && canPaint()) void mark();
    },
    lookUpSelection() {
      const number = hasFocus() && canShowCard() ? selectedNumber() : undefined;
      if (number) void card.open(number, { focus: true }).catch(() => undefined);
      return number !== undefined;
    },
    lookUpText(text) {
      const target = canShowCard() ? menuTarget() : undefined;
      if (target) void card.open({ text, ...target }, { focus: true }).catch(() => undefined);
      return target !== undefined;
    },
    async listNumbers() {
      const page = root();
      return page ? await numbersOnPage(page, check, signal) : [];
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
