import { createContext } from 'preact';

/** Decides whether a click on Call, Copy or Mail was meant: a page can slide the card under a click aimed elsewhere. */

type GuardedClick = Pick<MouseEvent, 'isTrusted' | 'detail' | 'currentTarget'>;

export interface ActionGuard {
  allows(click: GuardedClick): boolean;
}

/** In our own windows no page can cover or move a button, so every trusted click counts. */
export const ActionGuardContext = createContext<ActionGuard>({ allows: (event) => event.isTrusted });

const SETTLED_MS = 500;
const KEY_TO_CLICK_MS = 1000;

export interface GuardedView {
  addEventListener(
    type: string,
    listener: (event: Pick<Event, 'isTrusted' | 'target'>) => void,
    options: AddEventListenerOptions,
  ): void;
}

/**
 * For a card inside a foreign page. Allows a click whose press and release hit the same control, both at least half a second
 * after the card became visible, while the browser does not report the card as covered.
 */
export function createCardGuard(
  view: GuardedView,
  now: () => number,
  isCovered: () => boolean = () => false,
): ActionGuard & { becameVisible(): void } {
  let visibleAt = Number.POSITIVE_INFINITY;
  let press: { target: EventTarget | null; at: number } | undefined;
  let key: number | undefined;
  const options = { capture: true, passive: true };
  view.addEventListener(
    'pointerdown',
    (event) => {
      press = event.isTrusted ? { target: event.target, at: now() } : undefined;
    },
    options,
  );
  view.addEventListener(
    'keydown',
    (event) => {
      if (event.isTrusted) key = now();
    },
    options,
  );

  const isSettled = (at: number) => at - visibleAt >= SETTLED_MS;

  return {
    becameVisible() {
      if (visibleAt === Number.POSITIVE_INFINITY) visibleAt = now();
    },
    allows(click) {
      if (!click.isTrusted || isCovered() || !isSettled(now())) return false;
      // A click without a pointer comes from Enter or Space.
      if (click.detail === 0) return key !== undefined && isSettled(key) && now() - key <= KEY_TO_CLICK_MS;
      if (!press || !isSettled(press.at)) return false;
      const { currentTarget } = click;
      return (
        currentTarget instanceof Node && press.target instanceof Node && currentTarget.contains(press.target)
      );
    },
  };
}
