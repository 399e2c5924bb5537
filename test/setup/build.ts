import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** `npm run build`: the extension for every browser, for Chrome also as managed fleets get it, and the worker's bundle for its size. */

/** Edge uses Chrome's build. */
export type Target = 'chrome' | 'firefox';

const root = join(import.meta.dirname, '..', '..');
const SOURCES = ['extension', 'shared', 'wxt.config.ts', 'package-lock.json'];

/** How sites are granted: by the person's consent (package for stores), or at installation (managed fleets, demonstration, tests). */
export type Hosts = 'consent' | 'required';

export interface Wanted {
  /** Chrome by default. */
  target?: Target | undefined;
  /** Required by default. */
  hosts?: Hosts | undefined;
}

/** Folder of the built extension. Builds it unless the last build is newer than every source. Throws the builder's message. */
export function buildExtension(wanted: Wanted = {}): string {
  const { output, stamp, args, variables, isBuilt } = planOf(wanted);
  if (isBuilt) return output;
  const started = new Date();
  run('wxt', args, variables);
  mark(stamp, started);
  return output;
}

/** Does the same without blocking this process. Rejects with the builder's message, or when `signal` aborts it. */
export async function buildExtensionBeside(wanted: Wanted, signal: AbortSignal): Promise<string> {
  const { output, stamp, args, variables, isBuilt } = planOf(wanted);
  if (isBuilt) return output;
  const started = new Date();
  const { file, options } = commandOf('wxt', variables);
  const child = spawn(process.execPath, [file, ...args], {
    ...options,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`wxt build failed:\n${said}`);
  mark(stamp, started);
  return output;
}

function planOf({ target = 'chrome', hosts = 'required' }: Wanted) {
  const name = `${target}-mv3${hosts === 'required' ? '-managed' : ''}`;
  const stamp = join(root, '.output', `built-${name}`);
  return {
    output: join(root, '.output', name),
    stamp,
    args: ['build', '--browser', target],
    variables: { RINGCARD_HOSTS: hosts },
    isBuilt: builtAt(stamp) > newestSource(),
  };
}

/** Marks the build with its start time, because a file that changed during the build is newer. */
function mark(stamp: string, started: Date): void {
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

function builtAt(stamp: string): number {
  return statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The time of the newest change to any source of the extension, in milliseconds. */
export function newestSource(): number {
  return Math.max(...SOURCES.map((source) => newestChange(join(root, source))));
}

function newestChange(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  // Editors and git move files away for a moment.
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

type Tool = 'wxt' | 'wrangler';

function commandOf(tool: Tool, variables: Record<string, string>) {
  const bin = { wxt: 'wxt/bin/wxt.mjs', wrangler: 'wrangler/bin/wrangler.js' }[tool];
  return {
    file: join(root, 'node_modules', bin),
    // A test runner sets another NODE_ENV, but must get the same build.
    options: { cwd: root, env: { ...process.env, ...variables, NODE_ENV: 'production' } },
  };
}

function run(tool: Tool, args: string[], variables: Record<string, string> = {}): void {
  const { file, options } = commandOf(tool, variables);
  const result = spawnSync(process.execPath, [file, ...args], { ...options, encoding: 'utf8' });
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
