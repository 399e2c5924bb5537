/** Faults that a test orders: the next matching request to Entra or Graph gets them instead of its answer. */
import type { Fault } from './fault.ts';
import { fits } from './fault-match.ts';
import { RandomFaults } from './random-faults.ts';

/** Whether a fault does anything at all. */
export function hasEffect({ match: _match, after: _after, times: _times, ...effects }: Fault): boolean {
  return Object.values(effects).some((value) => value !== undefined && value !== false);
}

export class Faults {
  readonly random = new RandomFaults();
  #queue: Fault[] = [];

  add(fault: Fault): void {
    this.#queue.push({ ...fault });
  }

  list(): Fault[] {
    return this.#queue.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#queue = [];
    this.random.stop();
  }

  /** Uses up one turn of the first matching fault that has let its `after` requests pass. */
  match(method: string, path: string, query = ''): Fault | undefined {
    const fitting = this.#queue.filter((fault) => fits(fault.match, method, path, query));
    const found = fitting.find((fault) => fault.after === 0);
    for (const fault of fitting) if (fault.after > 0) fault.after--;
    if (!found) return undefined;
    const used = { ...found };
    found.times--;
    if (found.times === 0) this.#queue = this.#queue.filter((fault) => fault !== found);
    return used;
  }
}
