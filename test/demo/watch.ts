/** How often the sources are looked at. The notices of file systems get lost where editors and git replace files. */
const LOOK_MS = 300;

/**
 * Calls `changed` when `newest`, the time of the newest change, has grown and then stood still for a look: once for each burst, never
 * while its last call runs. The returned function ends it, and resolves when the call that runs has ended.
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
