import type { Contact } from '#shared/contact.ts';
import { writeOverlay } from '#shared/directory/build-overlay.ts';
import { encodeHead, type Generation, HEAD_FORMAT, type Head } from '#shared/directory/head.ts';
import { type Base, writeManifest } from '#shared/directory/manifest.ts';
import { type BlockStore, blockName } from '#shared/directory/store.ts';
import { writeBase } from './write-base.ts';

/** A block store in memory that counts reads, and publishes sources as the worker does, in blocks of a chosen size. */
export class MemoryStore implements BlockStore {
  readonly blocks = new Map<string, Uint8Array>();
  head: Head = { format: HEAD_FORMAT, version: 0, sources: {} };
  reads = { head: 0, blocks: 0 };

  async readHead(): Promise<Uint8Array | undefined> {
    this.reads.head++;
    return this.head.version === 0 ? undefined : encodeHead(this.head);
  }

  async readBlock(name: string): Promise<Uint8Array | undefined> {
    this.reads.blocks++;
    return this.blocks.get(name)?.slice();
  }

  async put(bytes: Uint8Array): Promise<string> {
    const name = await blockName(bytes, sha256);
    this.blocks.set(name, bytes);
    return name;
  }

  /** Publishes a new base of these contacts, in number blocks of about `blockBytes`. */
  async publish(source: string, contacts: Contact[], blockBytes = 256 * 1024, asOf = 0): Promise<Generation> {
    const base = await writeBase(contacts, (bytes) => this.put(bytes), { numberBytes: blockBytes });
    this.#bases.set(source, { base, contacts });
    return this.#head(
      source,
      writeManifest({ source, sequence: this.#next(source), ...base, replaced: [] }),
      asOf,
    );
  }

  /** Publishes an overlay over the same base, so that the source now consists of these contacts. */
  async publishOverlay(source: string, contacts: Contact[], asOf = 0): Promise<Generation> {
    const known = this.#bases.get(source);
    if (!known) throw new Error('there is no base yet');
    const old = new Map(known.contacts.map((contact) => [contact.id, JSON.stringify(contact)]));
    const changed = contacts.filter((contact) => old.get(contact.id) !== JSON.stringify(contact));
    const kept = new Set(contacts.filter((contact) => !changed.includes(contact)).map(({ id }) => id));
    const replaced = [...old.keys()].filter((id) => !kept.has(id));
    return this.#publishOver(source, changed, replaced, contacts, asOf);
  }

  /** As publishOverlay, for directories too large to compare: replaces contacts by id, and drops the removed ones. */
  async publishChanges(source: string, changed: Contact[], removed: string[]): Promise<Generation> {
    const since = this.#changes.get(source) ?? new Map<string, Contact | undefined>();
    this.#changes.set(source, since);
    for (const contact of changed) since.set(contact.id, contact);
    for (const id of removed) since.set(id, undefined);
    const overlay = [...since.values()].filter((contact) => contact !== undefined);
    const left = this.#bases.get(source)?.contacts.filter(({ id }) => !since.has(id)) ?? [];
    return this.#publishOver(source, overlay, [...since.keys()], [...left, ...overlay], 0);
  }

  async #publishOver(
    source: string,
    changed: Contact[],
    replaced: string[],
    all: Contact[],
    asOf: number,
  ): Promise<Generation> {
    const known = this.#bases.get(source);
    if (!known) throw new Error('there is no base yet');
    const numbers = all.reduce((sum, contact) => sum + contact.numbers.length, 0);
    const facts = {
      source,
      sequence: this.#next(source),
      ...known.base,
      contacts: all.length,
      numbers,
      replaced,
    };
    return this.#head(source, writeManifest(facts, writeOverlay(changed)), asOf);
  }

  readonly #bases = new Map<string, { base: Base; contacts: Contact[] }>();
  readonly #changes = new Map<string, Map<string, Contact | undefined>>();

  #next(source: string): number {
    return (this.head.sources[source]?.current.sequence ?? 0) + 1;
  }

  async #head(source: string, bytes: Uint8Array, asOf: number): Promise<Generation> {
    const current = { sequence: this.#next(source), manifest: await this.put(bytes) };
    const previous = this.head.sources[source]?.current;
    this.head = {
      ...this.head,
      version: this.head.version + 1,
      sources: { ...this.head.sources, [source]: previous ? { current, previous, asOf } : { current, asOf } },
    };
    return current;
  }
}

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
