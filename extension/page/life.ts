/** One script at a time in a frame: it may be brought twice, and an update leaves the old version's script behind. */

/** A symbol, since named elements of the page shadow any name on the global object. */
const LIFE = Symbol.for('ringcard');

interface Life {
  isAlive(): boolean;
  end(): void;
}

/** Ends whatever was left behind here and begins anew; undefined where a script lives already. `hasRuntime`: the extension is still there. */
export function beginLife(hasRuntime: () => boolean): AbortController | undefined {
  const frame: typeof globalThis & { [LIFE]?: Life } = globalThis;
  const before = frame[LIFE];
  if (before?.isAlive()) return undefined;
  before?.end();
  const life = new AbortController();
  frame[LIFE] = { isAlive: () => !life.signal.aborted && hasRuntime(), end: () => life.abort() };
  return life;
}
