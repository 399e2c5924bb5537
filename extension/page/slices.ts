import { isHidden } from './untampered.ts';

/** Work is cut into slices of this length, so that the page stays fluent. */
const SLICE_MS = 8;

/**
 * Runs through `steps` in short slices between the page's own tasks, until `take` answers false or `signal` aborts. It sleeps while the
 * page is hidden. Resolves to the milliseconds that it worked.
 */
export async function runInSlices<T>(
  steps: Iterable<T>,
  take: (step: T) => unknown,
  signal: AbortSignal,
): Promise<number> {
  let worked = 0;
  let sliceStart = performance.now();
  for (const step of steps) {
    if (signal.aborted || take(step) === false) break;
    const slice = performance.now() - sliceStart;
    if (slice < SLICE_MS) continue;
    worked += slice;
    await idle();
    await shown(signal);
    sliceStart = performance.now();
  }
  return worked + performance.now() - sliceStart;
}

export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 1);
  });
}

/** Resolves once the page is visible. */
export function shown(signal: AbortSignal): Promise<void> {
  if (!isHidden() || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const check = () => {
      if (isHidden() && !signal.aborted) return;
      window.removeEventListener('visibilitychange', check, true);
      resolve();
    };
    window.addEventListener('visibilitychange', check, { capture: true, signal });
    signal.addEventListener('abort', check, { once: true });
  });
}
