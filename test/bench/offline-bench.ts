import { parseArgs } from 'node:util';
import type { Contact } from '#shared/contact.ts';
import { writeManifest } from '#shared/directory/manifest.ts';
import { blockName } from '#shared/directory/store.ts';
import { writeBase } from '../support/write-base.ts';
import { sizesOf } from './arguments.ts';
import { DEFAULT_SEED, directory } from './data/directory.ts';

/** Size of the offline copy: blocks and bytes that a device fetches once. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { sizes: { type: 'string', default: '2k,100k' } } });
  console.log('contacts  blocks  megabytes  bytes/contact');
  for (const size of sizesOf(values.sizes)) {
    const contacts: Contact[] = Array.from(directory(DEFAULT_SEED, size), ({ contact }) => contact);
    const blocks = new Map<string, number>();
    const write = async (bytes: Uint8Array) => {
      const name = await blockName(bytes, sha256);
      blocks.set(name, bytes.length);
      return name;
    };
    const base = await writeBase(contacts, write);
    await write(writeManifest({ source: 'bench', sequence: 1, ...base, replaced: [] }));
    const bytes = [...blocks.values()].reduce((sum, each) => sum + each, 0);
    const cells = [size, blocks.size, (bytes / 1e6).toFixed(1), Math.round(bytes / size)];
    console.log(cells.map((cell, i) => String(cell).padStart([8, 6, 9, 13][i] ?? 0)).join('  '));
  }
}

async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}
