/** Change log of a directory collection. It compares on demand, so that no edit of the model need be reported. */

export interface DirectoryEvent {
  sequence: number;
  id: string;
  /** `removed` is soft deletion, `purged` for good. */
  kind: 'changed' | 'removed' | 'purged';
  /** Names of the properties that changed; null: the whole object is new. */
  properties: string[] | null;
}

export class DirectoryLog {
  readonly events: DirectoryEvent[] = [];
  sequence = 0;
  /** Ids in order of arrival; ids that left stay, so that paging by slot is exact. */
  readonly order: string[] = [];
  readonly #known = new Map<string, Record<string, string>>();
  readonly #purged = new Set<string>();
  #isPrimed = false;
  readonly #heard: (event: DirectoryEvent) => void;

  /** Calls `heard` with each event when it is observed. */
  constructor(heard: (event: DirectoryEvent) => void = () => undefined) {
    this.#heard = heard;
  }

  /** The next disappearance of this id is final: `reason: deleted`. */
  markPurged(id: string): void {
    this.#purged.add(id);
  }

  /** Records what changed since the last look. `untracked` names properties whose change delta never reports. */
  observe(items: Iterable<{ id: string }>, untracked: ReadonlySet<string> = new Set()): void {
    const seen = new Set<string>();
    for (const item of items) {
      seen.add(item.id);
      const now = fingerprint(item, untracked);
      const before = this.#known.get(item.id);
      this.#known.set(item.id, now);
      if (!before) {
        this.order.push(item.id);
        if (this.#isPrimed) this.#record(item.id, 'changed', null);
        continue;
      }
      const changed = Object.keys(now).filter((name) => now[name] !== before[name]);
      if (changed.length > 0) this.#record(item.id, 'changed', changed);
    }
    for (const id of this.#known.keys()) {
      if (seen.has(id)) continue;
      this.#known.delete(id);
      const slot = this.order.lastIndexOf(id);
      if (slot >= 0) this.order[slot] = '';
      this.#record(id, this.#purged.has(id) ? 'purged' : 'removed', null);
    }
    this.#isPrimed = true;
  }

  #record(id: string, kind: DirectoryEvent['kind'], properties: string[] | null): void {
    const event = { sequence: ++this.sequence, id, kind, properties };
    this.events.push(event);
    this.#heard(event);
  }
}

function fingerprint(item: object, untracked: ReadonlySet<string>): Record<string, string> {
  const entries = Object.entries(item).filter(([name]) => !untracked.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, JSON.stringify(value)]));
}
