/** Parsed blocks in memory, the longest unused forgotten first once their bytes pass the limit. */
export class BlockCache {
  readonly #limitBytes: number;
  readonly #entries = new Map<string, { value: object; bytes: number }>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(name: string): object | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    // A Map keeps the order of insertion: the newest use goes to the end.
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.value;
  }

  set(name: string, value: object, bytes: number): void {
    const replaced = this.#entries.get(name);
    if (replaced) this.#bytes -= replaced.bytes;
    this.#entries.delete(name);
    this.#entries.set(name, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes || oldest === name) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}
