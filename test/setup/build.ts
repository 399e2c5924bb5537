import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** `npm run build`: the extension for every browser, for Chrome also as managed fleets get it; the worker's bundle to see its size. */

/** Chrome's build is Edge's too. */
export type Target = 'chrome' | 'firefox';

const root = join(import.meta.dirname, '..', '..');
const SOURCES = ['extension', 'shared', 'wxt.config.ts', 'package-lock.json'];

/** Sites by the person's consent (the package for stores), or demanded at installation (for managed fleets, demonstration and tests). */
export type Hosts = 'consent' | 'required';

/** Folder of the built extension; builds it unless what lies there is newer than every source. Throws with the builder's message. */
export function buildExtension({
  target = 'chrome',
  hosts = 'required',
}: {
  target?: Target | undefined;
  hosts?: Hosts | undefined;
} = {}): string {
  const name = `${target}-mv3${hosts === 'required' ? '-managed' : ''}`;
  const output = join(root, '.output', name);
  const stamp = join(root, '.output', `built-${name}`);
  const newest = Math.max(...SOURCES.map((source) => newestChange(join(root, source))));
  if (builtAt(stamp) > newest) return output;
  run('wxt', ['build', '--browser', target], { RINGCARD_HOSTS: hosts });
  writeFileSync(stamp, '');
  return output;
}

function builtAt(stamp: string): number {
  return statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function run(tool: 'wxt' | 'wrangler', args: string[], variables: Record<string, string> = {}): void {
  const bin = { wxt: 'wxt/bin/wxt.mjs', wrangler: 'wrangler/bin/wrangler.js' }[tool];
  const result = spawnSync(process.execPath, [join(root, 'node_modules', bin), ...args], {
    cwd: root,
    encoding: 'utf8',
    // Whoever builds, a test runner too, gets the same.
    env: { ...process.env, ...variables, NODE_ENV: 'production' },
  });
  if (result.status !== 0) throw new Error(`${tool} ${args[0]} failed:\n${result.stdout}\n${result.stderr}`);
}

function printSizes(title: string, folder: string): void {
  console.log(`${title}\n${'gzip'.padStart(9)}${'bytes'.padStart(10)}  file`);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .sort();
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    console.log(`${String(gzipSync(bytes).length).padStart(9)}${String(bytes.length).padStart(10)}  ${name}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const target of ['chrome', 'firefox'] as const) {
    for (const hosts of ['consent', 'required'] as const) {
      const folder = buildExtension({ target, hosts });
      printSizes(
        `Extension, sites ${hosts === 'consent' ? 'by consent' : 'at installation'}: ${relative(root, folder)}`,
        folder,
      );
    }
  }
  const bundle = mkdtempSync(join(tmpdir(), 'ringcard-worker-'));
  run('wrangler', ['deploy', '--dry-run', '--minify', '--outdir', bundle]);
  printSizes('Worker', bundle);
  rmSync(bundle, { recursive: true });
}
