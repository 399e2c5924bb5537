import { DirectoryReader } from '#shared/directory/reader.ts';
import type { BlockStore, Digest } from '#shared/directory/store.ts';
import { SOURCE, SOURCES } from '../bench-source.ts';
import type { Answer, Question, Request as Work } from './protocol.ts';

/** Runs in workerd: asks the product's reader over the product's KV store, counts reads and takes the time. */

/** workerd's clock counts whole milliseconds: the time of a batch this long is exact to a twentieth. */
const BATCH_MS = 20;
const LIMIT = 10;

interface Kv {
  get(...args: unknown[]): Promise<unknown>;
}

/** Exports of `worker/snapshot/kv-store.ts`, passed in by the entry module of `bundle.ts`. */
interface Product {
  createKvStore: (kv: Kv) => BlockStore;
  sha256: Digest;
}

export class MeasuredWorker {
  readonly #store: BlockStore;
  readonly #digest: Digest;
  /** As in the product: one reader for the life of the isolate, with the default cache. */
  readonly #reader: DirectoryReader;
  #reads = 0;

  constructor(kv: Kv, { createKvStore, sha256 }: Product) {
    this.#store = createKvStore({
      get: (...args) => {
        this.#reads++;
        return kv.get(...args);
      },
    });
    this.#digest = sha256;
    this.#reader = this.#newReader();
  }

  async answer(request: Request): Promise<Response> {
    const { mode, questions }: Work = await request.json();
    const answers: Answer[] = [];
    // Loads the blocks of the whole class first, or the first questions would pay for the others.
    if (mode === 'timed') for (const question of questions) await ask(this.#reader, question);
    for (const question of questions) {
      const reader = mode === 'cold' ? await this.#withManifest() : this.#reader;
      const before = this.#reads;
      const found = await ask(reader, question);
      const answer = { found, reads: this.#reads - before };
      answers.push(mode === 'timed' ? { ...answer, us: await this.#time(question) } : answer);
    }
    return Response.json(answers);
  }

  async #time(question: Question): Promise<number> {
    const start = performance.now();
    let count = 0;
    let passedMs = 0;
    for (let step = 1; passedMs < BATCH_MS; step *= 2) {
      for (let i = 0; i < step; i++) await ask(this.#reader, question);
      count += step;
      passedMs = performance.now() - start;
    }
    return (passedMs * 1000) / count;
  }

  async #withManifest(): Promise<DirectoryReader> {
    const reader = this.#newReader();
    await (await opened(reader)).facts(SOURCE);
    return reader;
  }

  #newReader(): DirectoryReader {
    // Nothing is published during the measurement, so the head stays the same.
    const forever = { now: () => 0, headMaxAgeMs: Number.POSITIVE_INFINITY };
    return new DirectoryReader({ store: this.#store, digest: this.#digest, ...forever });
  }
}

async function ask(reader: DirectoryReader, { asked, text }: Question): Promise<string[]> {
  const snapshot = await opened(reader);
  if (asked === 'search') return idsOf((await snapshot.search(SOURCES, text, LIMIT)).found);
  const found = await snapshot.lookUp(SOURCES, `+${text}`);
  if (found.length > 0 || asked === 'look-up') return idsOf(found);
  const company = await snapshot.matchCompany(SOURCES, `+${text}`);
  return company?.contact.company === undefined ? [] : [company.contact.company];
}

async function opened(reader: DirectoryReader) {
  const snapshot = await reader.open();
  if (!snapshot) throw new Error('nothing was published');
  return snapshot;
}

function idsOf(found: readonly { contact: { id: string } }[]): string[] {
  return found.map(({ contact }) => contact.id);
}
