import type { Contact } from '#shared/contact.ts';
import { encodeHead, encodeManifest, FORMAT, type Generation, type Head } from '#shared/directory/head.ts';
import { NameBlockWriter } from '#shared/directory/name-block.ts';
import { NumberBlockWriter, numberKey } from '#shared/directory/number-block.ts';
import { type BlockStore, blockName } from '#shared/directory/store.ts';

/** A block store in memory that counts what is read, and publishes sources as the worker does, in blocks of a chosen size. */
export class MemoryStore implements BlockStore {
  readonly blocks = new Map<string, Uint8Array>();
  head: Head = { format: FORMAT, version: 0, sources: {} };
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

  async publish(source: string, contacts: Contact[], blockBytes = 256 * 1024, asOf = 0): Promise<Generation> {
    const entries = contacts
      .flatMap((contact) => contact.numbers.map(({ e164 }) => ({ digits: e164.slice(1), contact })))
      .sort(
        (a, b) =>
          numberKey(a.digits) - numberKey(b.digits) ||
          a.digits.length - b.digits.length ||
          (a.contact.id < b.contact.id ? -1 : 1),
      );
    const run = { fences: [] as number[], blocks: [] as string[] };
    let writer = new NumberBlockWriter();
    const close = async () => {
      if (writer.count === 0) return;
      run.fences.push(writer.firstKey);
      run.blocks.push(await this.put(writer.finish()));
      writer = new NumberBlockWriter();
    };
    for (const { digits, contact } of entries) {
      if (writer.sizeBytes >= blockBytes && writer.lastKey !== numberKey(digits)) await close();
      writer.add(digits, contact);
    }
    await close();
    const names = new NameBlockWriter();
    for (const contact of contacts) names.add(contact);
    const sequence = (this.head.sources[source]?.current.sequence ?? 0) + 1;
    const manifest = await this.put(
      encodeManifest({
        format: FORMAT,
        source,
        sequence,
        contacts: contacts.length,
        numbers: entries.length,
        numberBlocks: run,
        nameBlocks: [await this.put(names.finish())],
      }),
    );
    const current = { sequence, manifest };
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
