/**
 * Keeps parsed blocks in memory. Above the limit it evicts by second chance: the oldest block goes, unless it was used since
 * its last turn. That is nearly the least recently used block, and a use costs one bit.
 */
export class BlockCache {
  readonly #limitBytes: number;
  /** Oldest first. */
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
        // Goes behind the newest, where this loop may reach it once more.
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
