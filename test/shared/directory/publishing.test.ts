import { afterAll, describe, expect, it } from 'vitest';
import type { Contact } from '#shared/contact.ts';
import { writeOverlay } from '#shared/directory/build-overlay.ts';
import { encodeHead, type Generation, HEAD_FORMAT, type Head } from '#shared/directory/head.ts';
import { type Base, writeManifest } from '#shared/directory/manifest.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import { blockName } from '#shared/directory/store.ts';
import { aContact } from '../../support/contacts.ts';
import { MemoryStore, sha256 } from '../../support/memory-store.ts';
import { casesOf, seed as runSeed, sayCases } from '../../support/sample.ts';
import { type Clock, SlowKv } from '../../support/slow-kv.ts';
import { writeBase } from '../../support/write-base.ts';

const SALES = [{ id: 'sales', priority: 1 }];
const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const KEEP_SUPERSEDED_MS = 24 * HOUR_MS;
/** Head to location, cache of the location, memory of the reader, one block that was missed: no request lags further behind. */
const LONGEST_LAG_MS = (120 + 30 + 15 + 60) * SECOND_MS;

const LOCATIONS = 8;
const READERS_PER_LOCATION = 2;
const PUBLICATIONS = 140;
const PUBLISH_EVERY_MS = 13 * 60 * SECOND_MS;
const REQUESTS = 3600;
const QUESTIONS = 10;

// Far apart in spelling and sound: a search finds the contacts that carry the word, and no others.
const SURNAMES =
  'Albatros Brombeer Czerny Dornbusch Eichhorn Fuhrmann Gablenz Habicht Iglauer Jasmund Kolberg Lindwurm Mirabell Nachtigal Osterode Pfeffer Quitzow Rosmarin Sperling Tannhof Uhlenhut Wacholder Yburg Zirbel'.split(
    ' ',
  );
const NUMBERS = Array.from({ length: 90 }, (_, i) => `+49302312${5000 + i * 7}`);
/** Numbers whose contacts never change. */
const STEADY = NUMBERS.filter((_, i) => i % 9 === 0);
const CHANGING = NUMBERS.filter((number) => !STEADY.includes(number));

interface Protocol {
  seed: number;
  headDelayMs: number;
  /** The store has only this many names and overwrites them again and again. Absent: it never uses a name twice. */
  mutableNames?: number;
  /** Whether a new base brings changes. */
  newBase: 'with changes' | 'of what is published';
}

interface Counts {
  publications: number;
  newBases: number;
  deletedBlocks: number;
  requests: number;
  /** Requests that found a block missing, or another under its name. */
  missing: number;
  damaged: number;
  /** Requests whose answers fit no single generation. */
  mixed: number;
  /** Requests answered from an older generation than one that this reader has shown before. */
  wentBack: number;
  /** Requests answered from a generation long after every reader should have seen a newer one. */
  late: number;
  /** Known, unchanged numbers that were not found. */
  lost: number;
  failed: number;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The right answers of a generation with these contacts, by plain filtering. */
function answersOf(contacts: readonly Contact[]): ReadonlyMap<string, string> {
  const answer = (question: string) => {
    const isFound = asksNumber(question)
      ? ({ numbers }: Contact) => numbers.some(({ e164 }) => e164 === question)
      : ({ surname }: Contact) => surname === question;
    return textOf(contacts.filter(isFound));
  };
  return new Map([...NUMBERS, ...SURNAMES].map((question) => [question, answer(question)]));
}
function asksNumber(question: string): boolean {
  return question.startsWith('+');
}
function textOf(contacts: readonly Contact[]): string {
  return contacts
    .map((contact) => JSON.stringify(contact))
    .sort()
    .join('\n');
}
async function ask(snapshot: Snapshot, question: string): Promise<string> {
  const found = asksNumber(question)
    ? await snapshot.lookUp(SALES, question)
    : (await snapshot.search(SALES, question, 50)).found;
  return textOf(found.map(({ contact }) => contact));
}

/** A generation as every request should see it, once its head is written. */
interface Published {
  answers: ReadonlyMap<string, string>;
  headAtMs: number;
}

/** One source, and the one writer of its blocks and of the head. */
class Publisher {
  head: Head = { format: HEAD_FORMAT, version: 0, sources: {} };
  /** Every generation: its answers, and when its head was written. */
  readonly generations: Published[] = [];
  newBases = 0;
  deletedBlocks = 0;
  readonly #kv: SlowKv;
  readonly #clock: Clock;
  readonly #random: () => number;
  #contacts: Contact[];
  #base: { base: Base; contacts: Contact[]; blocks: Set<string> } | undefined;
  /** Blocks that KV has, and since when each is superseded; undefined while it is in use. */
  readonly #blocks = new Map<string, number | undefined>();
  #made = 0;

  constructor(kv: SlowKv, clock: Clock, random: () => number) {
    this.#kv = kv;
    this.#clock = clock;
    this.#random = random;
    const steady = STEADY.map((e164) => this.#aContact([e164]));
    this.#contacts = [...steady, ...CHANGING.slice(0, 50).map((e164) => this.#aContact([e164]))];
  }

  /** Writes the blocks and the manifest of the next generation. Returns the function that makes it current. */
  async prepare(newBase: Protocol['newBase']): Promise<() => void> {
    const isBase = this.#base === undefined || this.#random() < 0.3;
    if (!(isBase && newBase === 'of what is published')) this.#change();
    const before = this.#base;
    if (isBase) {
      const blocks = new Set<string>();
      const write = async (bytes: Uint8Array) => {
        const name = await this.#put(bytes);
        blocks.add(name);
        return name;
      };
      const sizes = { numberBytes: 1500, contactBytes: 1500, segmentContacts: 20 };
      this.#base = {
        base: await writeBase(this.#contacts, write, sizes),
        contacts: this.#contacts,
        blocks,
      };
      this.newBases++;
    }
    const sequence = this.generations.length + 1;
    const contacts = this.#contacts;
    const manifest = await this.#put(this.#manifest(sequence));
    return () => {
      const current: Generation = { sequence, manifest };
      const previous = this.head.sources.sales?.current;
      const sales = { current, ...(previous && { previous }), asOf: this.#clock.nowMs };
      this.head = { format: HEAD_FORMAT, version: this.head.version + 1, sources: { sales } };
      this.#kv.putHead(encodeHead(this.head));
      this.generations.push({ answers: answersOf(contacts), headAtMs: this.#clock.nowMs });
      if (before !== this.#base) for (const name of before?.blocks ?? []) this.#supersede(name);
      if (previous && previous.manifest !== manifest) this.#supersede(previous.manifest);
    };
  }

  deleteExpired(): void {
    for (const [name, sinceMs] of this.#blocks) {
      if (sinceMs === undefined || this.#clock.nowMs - sinceMs < KEEP_SUPERSEDED_MS) continue;
      this.#kv.delete(name);
      this.#blocks.delete(name);
      this.deletedBlocks++;
    }
  }

  /** Puts a block, unless KV has it. */
  async #put(bytes: Uint8Array): Promise<string> {
    const name = await blockName(bytes, sha256);
    if (!this.#blocks.has(name)) await this.#kv.putBlock(bytes);
    this.#blocks.set(name, undefined);
    this.#clock.nowMs += this.#random() * 300;
    return name;
  }

  #supersede(name: string): void {
    if (!this.#base?.blocks.has(name)) this.#blocks.set(name, this.#clock.nowMs);
  }

  #manifest(sequence: number): Uint8Array {
    if (!this.#base) throw new Error('there is no base yet');
    const { base, contacts: known } = this.#base;
    const now = new Set(this.#contacts);
    const replaced = known.filter((contact) => !now.has(contact)).map(({ id }) => id);
    const old = new Set(known);
    const changed = this.#contacts.filter((contact) => !old.has(contact));
    const numbers = this.#contacts.flatMap((contact) => contact.numbers).length;
    const facts = { source: 'sales', sequence, ...base, contacts: this.#contacts.length, numbers, replaced };
    return writeManifest(facts, writeOverlay(changed));
  }

  /** Changes about half of the contacts that may change, removes some and adds some. */
  #change(): void {
    const kept = this.#contacts.flatMap((contact) => {
      const dice = STEADY.includes(contact.numbers[0]?.e164 ?? '') ? 1 : this.#random();
      if (dice < 0.05) return [];
      return dice < 0.5 ? [this.#aContact(this.#someNumbers(), contact.id)] : [contact];
    });
    const added = Array.from({ length: Math.max(0, 60 - kept.length) }, () =>
      this.#aContact(this.#someNumbers()),
    );
    this.#contacts = [...kept, ...added];
  }

  #someNumbers(): string[] {
    return [...new Set([this.#pick(CHANGING), this.#pick(CHANGING)])];
  }

  #aContact(numbers: string[], id?: string): Contact {
    const surname = this.#pick(SURNAMES);
    this.#made++;
    return {
      id: id ?? `c${this.#made}`,
      displayName: `Anna ${surname}`,
      surname,
      // Tells this state of the contact from all others.
      office: `Raum ${this.#made}`,
      emails: [],
      categories: [],
      numbers: numbers.map((e164) => ({ e164, kind: 'business' })),
    };
  }

  #pick(list: readonly string[]): string {
    return list[Math.floor(this.#random() * list.length)] ?? '';
  }
}

/** A user of one reader for some time, like an isolate of the worker. */
interface Visitor {
  location: number;
  reader: DirectoryReader;
  /** Position of the oldest generation that fits all of its answers so far. */
  shown: number;
}

async function simulate({ seed, headDelayMs, mutableNames, newBase }: Protocol): Promise<Counts> {
  const random = randomFrom(seed);
  const clock: Clock = { nowMs: 0 };
  const slots = new Map<string, string>();
  const slotOf = (name: string) => {
    if (name === 'head' || mutableNames === undefined) return name;
    const slot = slots.get(name) ?? `slot-${slots.size % mutableNames}`;
    slots.set(name, slot);
    return slot;
  };
  const kv = new SlowKv(clock, random, LOCATIONS, slotOf);
  const publisher = new Publisher(kv, clock, random);
  const { generations } = publisher;
  const count = { requests: 0, missing: 0, damaged: 0, mixed: 0, wentBack: 0, late: 0, lost: 0, failed: 0 };

  const troubles = new Set<string>();
  const enter = (location: number): Visitor => ({
    location,
    shown: 0,
    reader: new DirectoryReader({
      store: kv.at(location),
      digest: sha256,
      now: () => clock.nowMs,
      headMaxAgeMs: 15 * SECOND_MS,
      cacheBytes: 96 * 1024,
      onTrouble: ({ code }) => troubles.add(code),
    }),
  });
  const visitors = Array.from({ length: LOCATIONS * READERS_PER_LOCATION }, (_, i) => enter(i % LOCATIONS));

  const request = async () => {
    const at = Math.floor(random() * visitors.length);
    let visitor = visitors[at] ?? enter(0);
    // Isolates do not live long.
    if (random() < 0.03) {
      visitor = enter(visitor.location);
      visitors[at] = visitor;
    }
    const questions = Array.from({ length: QUESTIONS }, (_, i) => {
      const list = i === 0 ? STEADY : i % 4 === 3 ? SURNAMES : NUMBERS;
      return list[Math.floor(random() * list.length)] ?? '';
    });
    troubles.clear();
    const beganMs = clock.nowMs;
    const answers: string[] = [];
    try {
      const snapshot = await visitor.reader.open();
      if (!snapshot) return;
      count.requests++;
      for (const question of questions) {
        answers.push(await ask(snapshot, question));
        clock.nowMs += random() * 100;
      }
    } catch {
      count.failed++;
      return;
    } finally {
      if (troubles.has('block_missing')) count.missing++;
      if (troubles.has('block_damaged')) count.damaged++;
    }
    questions.forEach((question, i) => {
      if (STEADY.includes(question) && answers[i] === '') count.lost++;
    });
    const fitting = [...generations.keys()].filter((generation) =>
      questions.every((question, i) => generations[generation]?.answers.get(question) === answers[i]),
    );
    const newest = fitting.at(-1);
    if (newest === undefined) {
      count.mixed++;
      return;
    }
    if (newest < visitor.shown) count.wentBack++;
    visitor.shown = fitting.find((generation) => generation >= visitor.shown) ?? newest;
    const next = generations[newest + 1];
    if (next && beganMs - next.headAtMs > LONGEST_LAG_MS) count.late++;
  };

  interface Event {
    atMs: number;
    run: () => void | Promise<void>;
  }
  const agenda: Event[] = [];
  const plan = (atMs: number, run: Event['run']) => {
    const position = agenda.findIndex((other) => other.atMs > atMs);
    agenda.splice(position < 0 ? agenda.length : position, 0, { atMs, run });
  };
  const publish = async () => {
    const makeCurrent = await publisher.prepare(newBase);
    plan(clock.nowMs + headDelayMs, () => {
      makeCurrent();
      publisher.deleteExpired();
    });
  };
  const starts = Array.from({ length: PUBLICATIONS }, (_, i) => i * PUBLISH_EVERY_MS);
  for (const start of starts) plan(start, publish);
  // Requests begin with the second generation, since the first has nothing to fall back to.
  // Half of the requests fall into the minutes in which a generation spreads.
  const times = Array.from({ length: REQUESTS }, (_, i) =>
    i % 2 === 0
      ? PUBLISH_EVERY_MS + random() * (PUBLICATIONS - 1) * PUBLISH_EVERY_MS
      : (starts[1 + Math.floor(random() * (PUBLICATIONS - 1))] ?? 0) +
        headDelayMs +
        random() * 180 * SECOND_MS,
  );
  for (const time of times) plan(time, request);
  for (let event = agenda.shift(); event; event = agenda.shift()) {
    clock.nowMs = Math.max(clock.nowMs, event.atMs);
    await event.run();
  }
  const { newBases, deletedBlocks } = publisher;
  return { publications: generations.length, newBases, deletedBlocks, ...count };
}

const HEAD_DELAY_MS = 90 * SECOND_MS;
const WHOLE = { requests: REQUESTS, damaged: 0, mixed: 0, wentBack: 0, late: 0, lost: 0, failed: 0 };

async function simulated(protocol: Protocol): Promise<Counts> {
  const counts = await simulate(protocol);
  console.log(JSON.stringify(protocol), JSON.stringify(counts));
  expect(counts.publications).toBe(PUBLICATIONS);
  expect(counts.newBases).toBeGreaterThan(20);
  expect(counts.deletedBlocks).toBeGreaterThan(50);
  return counts;
}

describe('publishing on a store that shows writes late and in any order', () => {
  let seenWhole = 0;
  afterAll(() => sayCases(`publishing: ${seenWhole} requests saw one whole generation`));

  it.each(Array.from({ length: casesOf({ sample: 1, whole: 20 }) }, (_, i) => runSeed + i))(
    'shows every request one whole generation, old or new (seed %i)',
    async (seed) => {
      const counts = await simulated({ seed, headDelayMs: HEAD_DELAY_MS, newBase: 'of what is published' });
      expect(counts).toMatchObject(WHOLE);
      seenWhole += counts.requests;
    },
    60_000,
  );

  it('answers wholly from the previous generation when the head is written at once and blocks are missing', async () => {
    const counts = await simulated({ seed: 1, headDelayMs: 0, newBase: 'of what is published' });
    expect(counts).toMatchObject(WHOLE);
    expect(counts.missing).toBeGreaterThan(20);
  }, 600_000);

  it('mixes two generations when the head of a new base with changes is written at once', async () => {
    const counts = await simulated({ seed: 1, headDelayMs: 0, newBase: 'with changes' });
    expect(counts).toMatchObject({ damaged: 0, lost: 0, failed: 0 });
    expect(counts.mixed).toBeGreaterThan(0);
  }, 600_000);

  const BLOCK_OF_ONE_CONTACT = 100;
  // This is why the head of a new base with changes waits twice as long in the worker: until its slowest block is there.
  it('mixes two generations in a request that finds one block of a new base with changes and misses another', async () => {
    const numbers = ['+493023125123', '+493023125456'] as const;
    const publish = (store: MemoryStore, surname: string) =>
      store.publish(
        'sales',
        numbers.map((e164) => aContact({ id: e164, surname, numbers: [{ e164, kind: 'business' }] })),
        BLOCK_OF_ONE_CONTACT,
      );
    const store = new MemoryStore();
    await publish(store, 'Before');
    const before = new Set(store.blocks.keys());
    await publish(store, 'After');
    const reader = new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
    const snapshot = await reader.open();
    const surname = async (e164: string) => (await snapshot?.lookUp(SALES, e164))?.[0]?.contact.surname;
    expect(await surname(numbers[0])).toBe('After');
    const manifest = store.head.sources.sales?.current.manifest;
    for (const name of store.blocks.keys())
      if (!before.has(name) && name !== manifest) store.blocks.delete(name);
    expect(await surname(numbers[1])).toBe('Before');
  });

  it('shows a new base with changes whole when its head waits twice as long, as in the worker', async () => {
    const counts = await simulated({ seed: 4, headDelayMs: 2 * HEAD_DELAY_MS, newBase: 'with changes' });
    expect(counts).toMatchObject({ ...WHOLE, missing: 0 });
  }, 600_000);

  it('keeps a request that has fallen back on the previous generation when the missing block arrives', async () => {
    const store = new MemoryStore();
    await store.publish('sales', [aContact({ surname: 'Before' })]);
    const { manifest } = await store.publish('sales', [aContact({ surname: 'After' })]);
    const bytes = store.blocks.get(manifest) ?? new Uint8Array();
    store.blocks.delete(manifest);
    const reader = new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
    const surname = async (snapshot: Snapshot | undefined) =>
      (await snapshot?.lookUp(SALES, '+493023125123'))?.[0]?.contact.surname;
    const snapshot = await reader.open();
    expect(await surname(snapshot)).toBe('Before');
    store.blocks.set(manifest, bytes);
    expect(await surname(snapshot)).toBe('Before');
    expect(await surname(await reader.open())).toBe('After');
  });

  it('notices damage when names of blocks are used again', async () => {
    const counts = await simulated({
      seed: 1,
      headDelayMs: HEAD_DELAY_MS,
      newBase: 'with changes',
      mutableNames: 60,
    });
    expect(counts.damaged).toBeGreaterThan(100);
  }, 600_000);
});
