import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromWrangler } from '../bench/worker/from-wrangler.ts';

/** Softphones as pages: two from npm, and two of our own on the web's two SIP stacks. */

const root = join(import.meta.dirname, '..', '..');
const sources = join(root, 'test', 'softphones');
/** Kept between runs, and ignored by git. */
const installed = join(root, '.ringcard', 'softphones');

export type FromNpm = 'react-softphone' | 'azure';

/** Installs the phone's own lockfile, once per lockfile. Returns the time that it took, 0 when it was already installed. */
export function installSoftphone(name: FromNpm): number {
  const folder = join(installed, name);
  const lock = readFileSync(join(sources, name, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(folder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  const started = Date.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(sources, name, file), join(folder, file));
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm could not install the softphone ${name}:\n${stderr}`);
  writeFileSync(stamp, wanted);
  return (Date.now() - started) / 1000;
}

/** Bundles the phone as one script for a page. */
export async function bundleSoftphone(name: FromNpm | 'german-desk' | 'corner-toast'): Promise<string> {
  const isOwn = name === 'german-desk' || name === 'corner-toast';
  const folder = join(installed, name);
  if (!isOwn) {
    mkdirSync(join(folder, 'page'), { recursive: true });
    cpSync(join(sources, name, 'app.jsx'), join(folder, 'page', 'app.jsx'));
  }
  const esbuild = (await fromWrangler('esbuild')) as {
    build(options: object): Promise<{ outputFiles: { text: string }[] }>;
  };
  const { outputFiles } = await esbuild.build({
    entryPoints: [isOwn ? join(sources, 'own', `${name}.ts`) : join(folder, 'page', 'app.jsx')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  return outputFiles[0]?.text ?? '';
}
