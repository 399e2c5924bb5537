/**
 * Parsed blocks in memory. Once their bytes pass the limit, the oldest that was not used since it was last passed over is
 * forgotten (second chance): nearly the longest unused, and a use costs one bit.
 */
export class BlockCache {
  readonly #limitBytes: number;
  /** The oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(name: string): object | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  set(name: string, value: object, bytes: number): void {
    const replaced = this.#entries.get(name);
    if (replaced) this.#bytes -= replaced.bytes;
    this.#entries.delete(name);
    this.#entries.set(name, { value, bytes, isUsed: false });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes) break;
      if (oldest === name) continue;
      this.#entries.delete(oldest);
      if (entry.isUsed) {
        entry.isUsed = false;
        // Behind the newest, where this loop comes to it once more.
        this.#entries.set(oldest, entry);
      } else this.#bytes -= entry.bytes;
    }
  }
}

interface Entry {
  readonly value: object;
  readonly bytes: number;
  isUsed: boolean;
}
