import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { buildExtension } from './build.ts';

/** `npm run zip`: the packages for the stores, in `.output/`. The same sources give the same bytes. */

const root = join(import.meta.dirname, '..', '..');
/** Everything with which Mozilla's reviewers can build the add-on themselves, with `npm run zip`. */
const BUILT_FROM = [
  '.npmrc',
  'LICENSE',
  'README.md',
  'extension',
  'package-lock.json',
  'package.json',
  'shared',
  'test/setup',
  'tsconfig.json',
  'wrangler.toml',
  'wxt.config.ts',
];

export interface Package {
  name: string;
  bytes: Buffer;
}

export function packExtension(): Package[] {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const chromium = zip(withoutKey(filesIn(buildExtension({ hosts: 'consent' }))));
  const firefox = zip(filesIn(buildExtension({ target: 'firefox', hosts: 'consent' })));
  const sources = zip(new Map(BUILT_FROM.flatMap((name) => [...filesIn(root, name)])));
  return [
    { name: `ringcard-${version}-chrome.zip`, bytes: chromium },
    { name: `ringcard-${version}-edge.zip`, bytes: chromium },
    { name: `ringcard-${version}-firefox.zip`, bytes: firefox },
    { name: `ringcard-${version}-firefox-sources.zip`, bytes: sources },
  ];
}

/** Path inside `folder`, with `/` → content. `under` limits it to one file or folder. */
function filesIn(folder: string, under = ''): Map<string, Buffer> {
  const start = join(folder, under);
  const names = readNames(start) ?? [''];
  return new Map(
    names.map((name) => {
      const path = join(start, name);
      return [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)];
    }),
  );
}

/** Undefined for a file. */
function readNames(path: string): string[] | undefined {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The stores sign with their own keys, and refuse a manifest with another key. */
function withoutKey(files: Map<string, Buffer>): Map<string, Buffer> {
  const { key: _, ...manifest } = JSON.parse(String(files.get('manifest.json')));
  return new Map(files).set('manifest.json', Buffer.from(JSON.stringify(manifest)));
}

/** The bytes depend on no time, place or order: entries sorted by name, each dated 1 January 1980. (PKWARE APPNOTE 4.3) */
function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(content, { level: 9 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0); // version needed: 2.0
    facts.writeUInt16LE(0x0800, 2); // names are UTF-8
    facts.writeUInt16LE(8, 4); // deflated
    facts.writeUInt16LE(0x0021, 8); // 1 January 1980
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, path, packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, where, path);
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(join(root, '.output'), { recursive: true });
  for (const { name, bytes } of packExtension()) {
    writeFileSync(join(root, '.output', name), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    console.log(`${String(bytes.length).padStart(9)}  ${sha256}  .output/${name}`);
  }
}
