import type { Contact } from '#shared/contact.ts';
import { encodeHead, type Generation, HEAD_FORMAT, type Head } from '#shared/directory/head.ts';
import { DirectoryReader, type Snapshot } from '#shared/directory/reader.ts';
import type { BlockStore } from '#shared/directory/store.ts';
import { sha256 } from '../../../worker/snapshot/kv-store.ts';

/** The answers of each generation when all of its blocks can be read. */
export class ExactGenerations {
  readonly #store: BlockStore;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();
  readonly #answers = new Map<string, Promise<readonly Contact[]>>();

  constructor(store: BlockStore) {
    this.#store = store;
  }

  async lookUp(sourceId: string, generation: Generation, e164: string): Promise<readonly Contact[]> {
    const key = `${generation.manifest} ${e164}`;
    let answer = this.#answers.get(key);
    if (!answer) {
      answer = this.open(sourceId, generation).then(async (snapshot) =>
        (await snapshot.lookUp([{ id: sourceId, priority: 1 }], e164)).map(({ contact }) => contact),
      );
      this.#answers.set(key, answer);
    }
    return await answer;
  }

  async open(sourceId: string, generation: Generation): Promise<Snapshot> {
    let snapshot = this.#snapshots.get(generation.manifest);
    if (!snapshot) {
      const head: Head = {
        format: HEAD_FORMAT,
        version: 1,
        sources: { [sourceId]: { current: generation, asOf: 0 } },
      };
      const reader = new DirectoryReader({
        store: {
          readHead: async () => encodeHead(head),
          readBlock: (name) => this.#store.readBlock(name),
        },
        digest: sha256,
        now: () => 0,
        headMaxAgeMs: Number.POSITIVE_INFINITY,
      });
      snapshot = reader.open().then((opened) => {
        if (!opened) throw new Error('not expected: a head without a snapshot');
        return opened;
      });
      this.#snapshots.set(generation.manifest, snapshot);
    }
    return await snapshot;
  }
}
