/** The interval of polling the sources. File-system events get lost where editors and git replace files. */
const LOOK_MS = 300;

/**
 * Calls `changed` when `newest`, the time of the newest change, has grown and then stayed the same for one poll. It is called once per
 * burst, never while the previous call runs. The returned function stops watching, and resolves after the running call.
 */
export function watchChanges(newest: () => number, changed: () => Promise<void>): () => Promise<void> {
  let known = newest();
  let seen = known;
  let running: Promise<void> | undefined;
  const look = async () => {
    const now = newest();
    const isSettled = now === seen;
    seen = now;
    if (!isSettled || now === known) return;
    known = now;
    await changed();
  };
  const timer = setInterval(() => {
    running ??= look().finally(() => {
      running = undefined;
    });
  }, LOOK_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
