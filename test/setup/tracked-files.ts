import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const NOT_OURS = new Set(['.git', 'node_modules', '.types', '.output', '.wxt', '.wrangler', '.ringcard']);

/** Paths of the repository's files, with slashes. New files count before they are committed. */
export function trackedFiles(): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const listed = (stdout ?? '').split('\n').filter(Boolean);
  // An unpacked archive has no index.
  const files = listed.length > 0 ? listed : walk('');
  return [...new Set(files)].sort();
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}
