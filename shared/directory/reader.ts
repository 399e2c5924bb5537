import type { Contact } from '../contact.ts';
import { BlockCache } from './block-cache.ts';
import { type CompanyMatchRule, matchCompany, type Neighbour } from './company-match.ts';
import { type CompanyVerdict, judgeCompany } from './explain-company.ts';
import { type FieldView, isFoundBy, visibleContact } from './field-view.ts';
import {
  addRanked,
  byName,
  byRank,
  type FoundByName,
  type FoundCompany,
  type FoundContact,
  type Ranked,
  type RankedSource,
  shown,
} from './found.ts';
import { decodeHead, FormatError, type Head, type HeadSource } from './head.ts';
import { blockAt, type Manifest, type ManifestFacts, type SegmentBlocks } from './manifest.ts';
import { ContactBlock } from './names/contact-block.ts';
import { matchReasons } from './names/match-reasons.ts';
import { KIND } from './names/search-segment.ts';
import { NameSegment } from './names/segment.ts';
import { type IsWanted, NumberBlock, numberKey } from './number-block.ts';
import { NumberEnds } from './number-ends.ts';
import { type ReadEnds, searchEnds } from './search-ends.ts';
import { parseNameQuery, searchNames } from './search-names.ts';
import { searchVisible } from './search-visible.ts';
import type { SearchableIndex } from './searchable-index.ts';
import {
  type DirectoryOptions,
  DirectoryUnreadable,
  type ReadableGeneration,
  SnapshotBlocks,
} from './snapshot-blocks.ts';

/** Reads the index. The worker (over KV), the browser's offline copy and the tests run the same code. */

/** A decoded head, which many requests share. */
interface OpenedHead {
  version: number;
  sources: ReadonlyMap<string, HeadSource>;
}

function openedHead({ version, sources }: Head): OpenedHead {
  return { version, sources: new Map(Object.entries(sources)) };
}

export class DirectoryReader {
  readonly #options: DirectoryOptions;
  readonly #blocks: BlockCache;
  #head: { value: OpenedHead; readAt: number } | undefined;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#blocks = new BlockCache(options.cacheBytes ?? 48 * 1024 * 1024);
  }

  /** One state of the directory for a whole request; undefined before anything was published. Throws FormatError on an unreadable head. */
  async open(): Promise<Snapshot | undefined> {
    const { store, now, headMaxAgeMs } = this.#options;
    if (!this.#head || now() - this.#head.readAt >= headMaxAgeMs) {
      const bytes = await store.readHead();
      if (bytes) {
        const value = openedHead(decodeHead(bytes));
        // A store that is eventually consistent may answer with an older head than before: never go back.
        if (!this.#head || value.version >= this.#head.value.version) this.#head = { value, readAt: now() };
        else this.#head.readAt = now();
      }
    }
    return this.#head && new Snapshot(this.#head.value, this.#options, this.#blocks);
  }
}

export class Snapshot {
  readonly version: number;
  readonly sources: OpenedHead['sources'];
  readonly #blocks: SnapshotBlocks;
  readonly #lastResort: DirectoryOptions['lastResort'];

  constructor({ version, sources }: OpenedHead, options: DirectoryOptions, cache: BlockCache) {
    this.version = version;
    this.sources = sources;
    this.#blocks = new SnapshotBlocks(sources, options, cache);
    this.#lastResort = options.lastResort;
  }

  /** The source's generations that can be read, the current one first. */
  generations(sourceId: string): Promise<ReadableGeneration[]> {
    return this.#blocks.generations(sourceId);
  }

  /** Facts about the source's generation. Throws DirectoryUnreadable. */
  facts(sourceId: string): Promise<ManifestFacts> {
    return this.#blocks.answer(sourceId, async ({ facts }) => facts);
  }

  /**
   * Contacts that carry the number (E.164), best source first, then by name and id. With an extension, only the contacts
   * that have it, if any does. `isCall`: hidden numbers that identify count, too. Unknown sources are skipped.
   * Throws DirectoryUnreadable.
   */
  async lookUp(
    sources: readonly RankedSource[],
    e164: string,
    { extension, isCall = false }: { extension?: string | undefined; isCall?: boolean } = {},
  ): Promise<FoundContact[]> {
    const digits = e164.slice(1);
    const shownTo = ({ view }: RankedSource, contacts: readonly Contact[]) =>
      view
        ? contacts
            .filter((contact) => isFoundBy(contact, (number) => number.e164 === e164, view, isCall))
            .map((contact) => visibleContact(contact, view))
        : contacts;
    const found: Ranked[] = [];
    const unread: RankedSource[] = [];
    for (const source of sources) {
      const state = this.sources.get(source.id);
      if (!state) continue;
      const carriers = this.#carriersInMemory(source.id, digits);
      if (carriers) addRanked(shownTo(source, carriers), source, state, found);
      else unread.push(source);
    }
    if (unread.length > 0) {
      const read = await this.#ofEach(
        unread,
        async (manifest, source) => {
          const block = await this.#numberBlock(manifest, numberKey(digits));
          return shownTo(source, carriersOf(manifest, block, digits)).map(alone);
        },
        async (source) => {
          const instead = await this.#lastResort?.(source.id, e164);
          return instead && shownTo(source, instead).map(alone);
        },
      );
      found.push(...read);
    }
    const hasExtension = ({ contact }: Ranked) =>
      contact.numbers.some((number) => number.e164 === e164 && number.extension === extension);
    const exactly = extension === undefined ? [] : found.filter(hasExtension);
    return (exactly.length > 0 ? exactly : found).sort(byRank).map(shown);
  }

  /** Contacts that carry the number, without a promise, which would cost more than the look-up. Undefined when a block has to be read. */
  #carriersInMemory(sourceId: string, digits: string): readonly Contact[] | undefined {
    const manifest = this.#blocks.manifestInMemory(sourceId);
    if (!manifest) return undefined;
    const name = numberBlockName(manifest, numberKey(digits));
    const block = name === undefined ? undefined : this.#blocks.inMemory<NumberBlock>(name);
    if (name !== undefined && !block) return undefined;
    try {
      return carriersOf(manifest, block, digits);
    } catch (cause) {
      if (cause instanceof FormatError) return undefined;
      throw cause;
    }
  }

  /** The company of a number that no contact carries, by each source's own rule. Throws DirectoryUnreadable. */
  async matchCompany(
    sources: readonly (RankedSource & { companyMatch: CompanyMatchRule | undefined })[],
    e164: string,
  ): Promise<FoundCompany | undefined> {
    const digits = e164.slice(1);
    const found = await this.#ofEach(sources, async (manifest, { companyMatch, view }) => {
      if (!companyMatch) return [];
      const { near, centres } = await this.#around(manifest, digits, companyMatch, view);
      const match = matchCompany(digits, companyMatch, near, centres);
      return match ? [{ ...match, contact: visibleContact(match.contact, view) }] : [];
    });
    const [best] = found.sort((a, b) => b.commonDigits - a.commonDigits || byRank(a, b));
    return best && { ...shown(best), droppedDigits: best.droppedDigits, commonDigits: best.commonDigits };
  }

  /** Why each source matches the number to a company, or does not. Throws DirectoryUnreadable. */
  async explainCompany(
    sources: readonly (RankedSource & { companyMatch: CompanyMatchRule | undefined })[],
    e164: string,
  ): Promise<(CompanyVerdict & { sourceId: string })[]> {
    const digits = e164.slice(1);
    return await Promise.all(
      sources.map(async ({ id: sourceId, companyMatch, view }) => {
        if (!companyMatch) return { sourceId, outcome: 'off' };
        const { near, centres } = await this.#blocks.answer(sourceId, (manifest) =>
          this.#around(manifest, digits, companyMatch, view),
        );
        return { sourceId, ...judgeCompany(digits, companyMatch, near, centres) };
      }),
    );
  }

  /**
   * Contacts with a number that begins with the digits (unfinished E.164 without its plus). Asks each source for one more than
   * `limit`; returns up to `total` altogether. Throws DirectoryUnreadable.
   */
  async numbersStartingWith(
    sources: readonly RankedSource[],
    digits: string,
    limit: number,
    total = limit,
  ): Promise<{ found: FoundContact[]; more: boolean }> {
    const found = await this.#ofEach(sources, async (manifest, { view }) => {
      const isShown = view && shownBy(view);
      const contacts = new Map<string, Contact>();
      const add = (list: readonly Contact[]) => {
        for (const contact of list) contacts.set(contact.id, contact);
      };
      add(manifest.overlay?.numbers.startingWith(digits, limit + 1, isShown) ?? []);
      const { firsts, blocks } = manifest.facts.numberBlocks;
      const beyond = Number(digits.padEnd(15, '9'));
      for (
        let i = blockAt(manifest.facts.numberBlocks, numberKey(digits));
        i < blocks.length && contacts.size <= limit;
        i++
      ) {
        if ((firsts[i] ?? 0) > beyond) break;
        const block = await this.#blocks.block(blocks[i] ?? '', (bytes) => new NumberBlock(bytes));
        add(leftOf(manifest, block.startingWith(digits, limit + 1 + manifest.replaced.size, isShown)));
      }
      return [...contacts.values()].map((contact) => alone(visibleContact(contact, view)));
    });
    return { found: found.sort(byRank).slice(0, total).map(shown), more: found.length > total };
  }

  /**
   * Contacts with a number that ends with the digits. Asks each source for one more than `limit`; returns up to `total`
   * altogether. Throws DirectoryUnreadable.
   */
  async numbersEndingWith(
    sources: readonly RankedSource[],
    digits: string,
    limit: number,
    total = limit,
  ): Promise<{ found: FoundContact[]; more: boolean }> {
    const read: ReadEnds = (name) => this.#blocks.block(name, (bytes) => new NumberEnds(bytes));
    const found = await this.#ofEach(sources, async (manifest, { view }) => {
      const readers = manifest.facts.segments.map(({ contacts }) => this.#contactAt(manifest, contacts));
      const contacts = await searchEnds(manifest, readers, digits, limit + 1, view, read);
      return contacts.map((contact) => alone(visibleContact(contact, view)));
    });
    return { found: found.sort(byRank).slice(0, total).map(shown), more: found.length > total };
  }

  /**
   * Contacts found by words in any order, best first. Asks each source for one more than `limit`; returns up to `total`
   * altogether. Throws DirectoryUnreadable.
   */
  async search(
    sources: readonly RankedSource[],
    text: string,
    limit: number,
    total = limit,
  ): Promise<{ found: FoundByName[]; more: boolean }> {
    const query = parseNameQuery(text);
    if (!query) return { found: [], more: false };
    const hits = await this.#ofEach(sources, async (manifest, { view }) => {
      const index = await this.#index(manifest);
      return view ? searchVisible(index, text, limit + 1, view) : searchNames(index, query, limit + 1);
    });
    // Contacts with only some of the words are shown only when no contact has all of them.
    const best = Math.min(...hits.map(({ kind }) => kind));
    const fitting = best < KIND.partial ? hits.filter(({ kind }) => kind < KIND.partial) : hits;
    fitting.sort((a, b) => a.kind - b.kind || a.priority - b.priority || b.score - a.score || byName(a, b));
    const found = fitting
      .slice(0, total)
      .map((hit) => ({ ...shown(hit), matched: matchReasons(hit.contact, query.words) }));
    return { found, more: fitting.length > total };
  }

  async #index(manifest: Manifest): Promise<SearchableIndex> {
    const base = await Promise.all(
      manifest.facts.segments.map(async ({ words, contacts }) => ({
        segment: await this.#blocks.block(words, (bytes) => new NameSegment(bytes)),
        contact: this.#contactAt(manifest, contacts),
      })),
    );
    const { overlay } = manifest;
    return {
      base,
      overlay: overlay && {
        segment: overlay.words,
        contact: async (position) => overlay.contacts.contact(position),
      },
    };
  }

  /** Reads the contact at a position of a segment, unless the overlay replaces it. */
  #contactAt(
    { replaced }: Manifest,
    contacts: SegmentBlocks['contacts'],
  ): (position: number) => Promise<Contact | undefined> {
    return async (position) => {
      const at = blockAt(contacts, position);
      const block = await this.#blocks.block(contacts.blocks[at] ?? '', (bytes) => new ContactBlock(bytes));
      const contact = block.contact(position - (contacts.firsts[at] ?? 0));
      return contact && !replaced.has(contact.id) ? contact : undefined;
    };
  }

  /** Asks all sources at once, each by itself: the contents of one cannot change the answer of another. */
  async #ofEach<S extends RankedSource, T extends { contact: Contact }>(
    sources: readonly S[],
    read: (manifest: Manifest, source: S) => Promise<readonly T[]>,
    otherwise?: (source: S) => Promise<readonly T[] | undefined>,
  ): Promise<(T & Ranked)[]> {
    const lists = await Promise.all(
      sources.map(async (source) => {
        const state = this.sources.get(source.id);
        if (!state) return [];
        const items = await this.#blocks
          .answer(source.id, (manifest) => read(manifest, source))
          .catch(async (cause) => {
            const instead = cause instanceof DirectoryUnreadable ? await otherwise?.(source) : undefined;
            if (!instead) throw cause;
            return instead;
          });
        const rank = { sourceId: source.id, asOf: state.asOf, priority: source.priority };
        return items.map((item) => ({ ...item, ...rank }));
      }),
    );
    return lists.flat();
  }

  /** The numbers around the position where the number would stand. */
  async #around(
    manifest: Manifest,
    digits: string,
    rule: CompanyMatchRule,
    view: FieldView | undefined,
  ): Promise<{ near: Neighbour[]; centres: Neighbour[] }> {
    const block = await this.#numberBlock(manifest, numberKey(digits));
    // A replaced contact is no neighbour any more; an added one may have the second number that proves a trunk.
    const isLeft = ({ contact }: Neighbour) =>
      manifest.replaced.size === 0 || !manifest.replaced.has(contact().id);
    // A hidden number neither proves a trunk nor speaks against one.
    const isShown = view && shownBy(view);
    const base = block?.around(digits, rule, isShown);
    const added = manifest.overlay?.numbers.around(digits, rule, isShown);
    return {
      near: [...(base?.near.filter(isLeft) ?? []), ...(added?.near ?? [])],
      centres: [...(base?.centres.filter(isLeft) ?? []), ...(added?.centres ?? [])],
    };
  }

  async #numberBlock(manifest: Manifest, key: number): Promise<NumberBlock | undefined> {
    const name = numberBlockName(manifest, key);
    return name === undefined ? undefined : this.#blocks.block(name, (bytes) => new NumberBlock(bytes));
  }
}

function numberBlockName({ facts: { numberBlocks } }: Manifest, key: number): string | undefined {
  return numberBlocks.blocks[blockAt(numberBlocks, key)];
}

/** Contacts that carry exactly these digits, from the overlay and from the base contacts that it leaves in place. */
function carriersOf(manifest: Manifest, block: NumberBlock | undefined, digits: string): readonly Contact[] {
  const base = block ? leftOf(manifest, block.exact(digits)) : [];
  const added = manifest.overlay?.numbers.exact(digits) ?? [];
  return added.length > 0 ? [...added, ...base] : base;
}

function alone(contact: Contact): { contact: Contact } {
  return { contact };
}

/** Whether the principal may find a contact by its number with these digits. */
function shownBy(view: FieldView): IsWanted {
  return (contact, digits) => isFoundBy(contact, ({ e164 }) => e164.slice(1) === digits, view);
}

/** Base contacts that the overlay leaves in place. */
function leftOf({ replaced }: Manifest, contacts: readonly Contact[]): readonly Contact[] {
  return replaced.size === 0 ? contacts : contacts.filter(({ id }) => !replaced.has(id));
}
