/** Keeps one script per frame: the browser may inject it twice, and an update leaves the old version's script behind. */

/** A symbol, because named elements of the page shadow any name on the global object. */
const LIFE = Symbol.for('ringcard');

interface Life {
  isAlive(): boolean;
  end(): void;
}

/** Ends a script that an older version left behind, and begins a new life; undefined where a script lives already. `hasRuntime`: the extension still exists. */
export function beginLife(hasRuntime: () => boolean): AbortController | undefined {
  const frame: typeof globalThis & { [LIFE]?: Life } = globalThis;
  const before = frame[LIFE];
  if (before?.isAlive()) return undefined;
  before?.end();
  const life = new AbortController();
  frame[LIFE] = { isAlive: () => !life.signal.aborted && hasRuntime(), end: () => life.abort() };
  return life;
}
