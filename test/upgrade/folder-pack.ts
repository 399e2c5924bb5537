import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

/** A folder in one file: gzip over a line of JSON that lists the files and their lengths, then their bytes in that order. */

const listing = z.array(z.object({ path: z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/), bytes: z.int() }));
const LINE_END = 0x0a;

/** Packs the named folders below `root`. */
export function packFolders(root: string, names: readonly string[]): Buffer {
  const paths = names
    .flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
    )
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
  const contents = paths.map((path) => readFileSync(join(root, path)));
  const list: z.infer<typeof listing> = paths.map((path, i) => ({
    path: path.split(sep).join('/'),
    bytes: contents[i]?.length ?? 0,
  }));
  return gzipSync(Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...contents]), { level: 9 });
}

export function unpackFolders(packed: Uint8Array, root: string): void {
  const all = gunzipSync(packed);
  const lineEnd = all.indexOf(LINE_END);
  let at = lineEnd + 1;
  for (const { path, bytes } of listing.parse(JSON.parse(all.subarray(0, lineEnd).toString('utf8')))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), all.subarray(at, at + bytes));
    at += bytes;
  }
}
