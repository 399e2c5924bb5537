/** Counts the requests to each endpoint, by its template. */
export class RequestCounts {
  readonly #counts = new Map<string, number>();

  count(method: string, template: string): void {
    const key = `${method} ${template}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  clear(): void {
    this.#counts.clear();
  }
}
