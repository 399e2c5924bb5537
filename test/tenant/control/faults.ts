/** Faults that a test orders: the next matching request to Entra or Graph gets them instead of its answer. */
import { z } from 'zod';

export const faultSchema = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().min(1) }),
  /** Answers this instead; without `status` and `drop` the request is only delayed. */
  status: z.number().int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().min(0).max(600_000).optional(),
  /** Resets the connection. */
  drop: z.boolean().optional(),
  times: z.number().int().min(1).max(1_000_000).default(1),
});
export type Fault = z.infer<typeof faultSchema>;

export class Faults {
  #queue: Fault[] = [];

  add(fault: Fault): void {
    this.#queue.push({ ...fault });
  }

  list(): Fault[] {
    return this.#queue.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.#queue = [];
  }

  /** Uses up one turn of the first fault that fits. `path` is without host and query. */
  match(method: string, path: string): Fault | undefined {
    const found = this.#queue.find((fault) => fits(fault, method, path));
    if (!found) return undefined;
    found.times--;
    if (found.times === 0) this.#queue = this.#queue.filter((fault) => fault !== found);
    return { ...found };
  }
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.match.method && fault.match.method.toUpperCase() !== method.toUpperCase()) return false;
  const pattern = withoutVersion(fault.match.path);
  return formsOf(path).some((form) => pathFits(pattern, form));
}

/** As sent and decoded: a fault need not know how a client wrote the address. */
function formsOf(path: string): string[] {
  try {
    return [path, decodeURIComponent(path)].map(withoutVersion);
  } catch {
    // Not percent-encoding: matched as it is.
    return [withoutVersion(path)];
  }
}

/** Graph answers with and without its version; both are the same endpoint. */
function withoutVersion(path: string): string {
  return path.replace(/^\/(v1\.0|beta)(?=\/)/, '');
}

function pathFits(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return path.toLowerCase().startsWith(pattern.toLowerCase());
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 'i').test(path);
}
