import * as z from 'zod/mini';
import { type Contact, contact as contactSchema } from '#shared/contact.ts';
import type { Generation } from '#shared/directory/head.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { DirectoryUnreadable } from '#shared/directory/snapshot-blocks.ts';
import { sha256 } from '../../../worker/snapshot/kv-store.ts';
import { pickFrom, type Random } from '../../tenant/company/random.ts';
import { sourceStub } from '../support/source-runner.ts';
import { ExactGenerations } from './exact-generations.ts';
import type { TroubledKv } from './troubled-kv.ts';
import { stateOf, type Truth } from './truth.ts';

const QUESTIONS_PER_BATCH = 6;
const HEAD_MAX_AGE_MS = 15_000;
const contacts = z.array(contactSchema);

/** What went wrong for readers; each line names the source and the time. */
export interface Findings {
  /** Numbers and words that readers asked for. */
  questions: number;
  /** Answers of 503, which are honest: nothing could be read. */
  unavailable: number;
  /** Answers that came from the Source itself. */
  bySource: number;
  lost: string[];
  mixed: string[];
  /** Contacts in a state that the tenant never had. */
  invented: string[];
}

interface Location {
  reader: DirectoryReader;
  /** Sources that a reader here has found published. */
  published: Set<string>;
  /** Contacts that a reader here has found, by number or by name. */
  found: Set<string>;
}

/** Readers in several locations that look up numbers they know, and notice a wrong answer. */
export class ReaderLoop {
  readonly findings: Findings = {
    questions: 0,
    unavailable: 0,
    bySource: 0,
    lost: [],
    mixed: [],
    invented: [],
  };
  /** Sources that may be hidden, because access to them is lost for good. */
  readonly mayBeHidden = new Set<string>();
  readonly #kv: TroubledKv;
  readonly #truth: Truth;
  readonly #random: Random;
  readonly #exact: ExactGenerations;
  readonly #locations: Location[];
  #askedSources = new Set<string>();
  #isEverythingExpected = false;

  constructor(options: { kv: TroubledKv; truth: Truth; random: Random; locations: number }) {
    this.#kv = options.kv;
    this.#truth = options.truth;
    this.#random = options.random;
    this.#exact = new ExactGenerations(options.kv.exact);
    this.#locations = Array.from({ length: options.locations }, (_, i) => this.#isolateAt(i));
  }

  /** Everything is published and has arrived everywhere: from now on every unchanged contact must be found. */
  expectEverything(): void {
    this.#isEverythingExpected = true;
  }

  /** One request at a random location: some numbers of one source, now and then a name. */
  async ask(sourceId: string): Promise<void> {
    const position = Math.floor(this.#random() * this.#locations.length);
    // Isolates come and go; the location remembers which sources and contacts it has already found.
    if (this.#random() < 0.1)
      this.#locations[position] = this.#isolateAt(position, this.#locations[position]);
    const location = this.#locations[position];
    if (!location) return;
    try {
      const snapshot = await location.reader.open();
      if (snapshot) await this.#askSnapshot(snapshot, location, sourceId);
    } catch (error) {
      // Any other error would be a fault of the reader.
      const isStorage =
        error instanceof DirectoryUnreadable || (error instanceof Error && /^KV/.test(error.message));
      if (!isStorage) throw error;
      this.findings.unavailable++;
    }
  }

  async #askSnapshot(snapshot: Snapshot, location: Location, sourceId: string): Promise<void> {
    if (!snapshot.sources.has(sourceId)) {
      const isExpected = this.#isEverythingExpected || location.published.has(sourceId);
      if (isExpected && !this.mayBeHidden.has(sourceId)) this.#note('lost', sourceId, 'the whole source');
      return;
    }
    location.published.add(sourceId);
    const generations = this.#generationsOf(snapshot, sourceId);
    this.#askedSources = new Set();
    const ranked = [{ id: sourceId, priority: 1 }];
    const known = this.#truth.unchanged(sourceId);
    const answers: string[] = [];
    const asked: string[] = [];
    for (let i = 0; i < QUESTIONS_PER_BATCH && known.length > 0; i++) {
      const contact = pickFrom(known, this.#random);
      const e164 = pickFrom(contact.numbers, this.#random).e164;
      const found = (await snapshot.lookUp(ranked, e164)).map((hit) => hit.contact);
      this.findings.questions++;
      this.#judge(sourceId, `${contact.id} ${e164}`, found, location);
      if (this.#askedSources.has(sourceId)) this.findings.bySource++;
      else {
        asked.push(e164);
        answers.push(found.map(stateOf).sort().join('\n'));
      }
    }
    await this.#requireOneGeneration(sourceId, generations, asked, answers);
    if (this.#random() < 0.15 && known.length > 0) {
      const { displayName, id } = pickFrom(known, this.#random);
      const { found } = await snapshot.search(ranked, displayName, 20);
      this.findings.questions++;
      const isFound = found.some((hit) => hit.contact.id === id);
      if (isFound) location.found.add(id);
      else if (this.#isExpected(location, id)) this.#note('lost', sourceId, `${id} by name`);
    }
  }

  /** `known` is a contact's id and number. */
  #judge(sourceId: string, known: string, found: readonly Contact[], location: Location): void {
    for (const one of found)
      if (!this.#truth.wasEver(sourceId, one)) this.#note('invented', sourceId, one.id);
    if (found.some(({ id }) => known.startsWith(id))) location.found.add(known);
    else if (this.#isExpected(location, known)) this.#note('lost', sourceId, known);
  }

  /** Requires that one generation, the current or the previous one, answered every number of a request. */
  async #requireOneGeneration(
    sourceId: string,
    generations: readonly Generation[],
    asked: readonly string[],
    answers: readonly string[],
  ): Promise<void> {
    for (const generation of generations) {
      const expected = await Promise.all(
        asked.map(async (e164) => (await this.#exact.lookUp(sourceId, generation, e164)).map(stateOf).sort()),
      );
      if (expected.every((states, i) => states.join('\n') === answers[i])) return;
    }
    this.#note('mixed', sourceId, `${asked.length} numbers`);
  }

  #isExpected(location: Location, known: string): boolean {
    return this.#isEverythingExpected || location.found.has(known);
  }

  #generationsOf(snapshot: Snapshot, sourceId: string): Generation[] {
    const known = this.#kv.heads.get(snapshot.version)?.sources[sourceId];
    return known ? [known.current, ...(known.previous ? [known.previous] : [])] : [];
  }

  #isolateAt(position: number, before?: Location): Location {
    const reader = new DirectoryReader({
      store: this.#kv.at(position),
      digest: sha256,
      now: () => Date.now(),
      headMaxAgeMs: HEAD_MAX_AGE_MS,
      lastResort: async (id, e164) => {
        this.#askedSources.add(id);
        const found = await sourceStub(id).findByNumber(e164);
        return found && contacts.parse(found);
      },
    });
    return { reader, published: before?.published ?? new Set(), found: before?.found ?? new Set() };
  }

  #note(kind: 'lost' | 'mixed' | 'invented', sourceId: string, what: string): void {
    this.findings[kind].push(`${sourceId} at ${new Date().toISOString()}: ${what}`);
  }
}
