import { createIntentGate, DWELL_MS, DWELL_WHEN_OPEN_MS } from './intent-gate.ts';
import type { NumberUnderPointer, Sight } from './number-at.ts';

/** Feeds the intent gate from the page's events. It only listens, and never prevents, stops or changes an event. */

export interface IntentOptions {
  signal: AbortSignal;
  numberAt(x: number, y: number): Sight;
  isCardOpen(): boolean;
  /** The person means this number. */
  meant(target: NumberUnderPointer): void;
}

export function watchIntent({ signal, numberAt, isCardOpen, meant }: IntentOptions): void {
  const gate = createIntentGate<NumberUnderPointer>();
  let point: { x: number; y: number } | undefined;
  /** Time of the last pointer event: on a busy machine the frame that looks under the pointer comes much later. */
  let heardAt = 0;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // One hit test per frame at most, however fast the pointer reports.
  const look = () => {
    frame = 0;
    if (!point) return;
    const [looked, sight] = [point, find(point)];
    if (!sight || !('asked' in sight)) return judge(sight);
    judge(undefined);
    // Whether the pointer meets a number shows a moment later. If it moved on, the next look has taken over.
    sight.asked.then((target) => looked === point && judge(target)).catch(() => undefined);
  };

  const judge = (target: NumberUnderPointer | undefined) => {
    const wait = gate.over(heardAt, target, isCardOpen() ? DWELL_WHEN_OPEN_MS : DWELL_MS);
    if (wait === undefined) {
      if (!target) clearTimeout(timer);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(confirm, wait);
  };

  const confirm = () => {
    const sight = point && find(point);
    const target = gate.confirm(performance.now(), sight && 'asked' in sight ? undefined : sight);
    if (target) meant(target);
  };

  const find = ({ x, y }: { x: number; y: number }): Sight => {
    try {
      return numberAt(x, y);
    } catch {
      // A page can make any DOM call throw; such a spot counts as having no number.
      return undefined;
    }
  };

  const cancel = (event: Event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    gate.cancel();
  };

  const onMove = (event: PointerEvent) => {
    if (!event.isTrusted || event.pointerType === 'touch') return;
    heardAt = performance.now();
    gate.pointerAt(heardAt, event.screenX, event.screenY);
    // A pressed button means selecting or dragging.
    point = event.buttons === 0 ? { x: event.clientX, y: event.clientY } : undefined;
    if (!frame) frame = requestAnimationFrame(look);
  };

  const onLeave = (event: PointerEvent) => {
    if (event.relatedTarget !== null) return;
    point = undefined;
    clearTimeout(timer);
    gate.over(performance.now(), undefined, DWELL_MS);
  };

  const options = { signal, capture: true, passive: true };
  window.addEventListener('pointermove', onMove, options);
  window.addEventListener('pointerout', onLeave, options);
  for (const type of ['pointerdown', 'keydown', 'scroll', 'wheel', 'blur'])
    window.addEventListener(type, cancel, options);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  });
}
