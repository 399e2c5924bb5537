import { fileURLToPath } from 'node:url';
import { fromWrangler } from './from-wrangler.ts';

/** Bundles modules for workerd as wrangler does. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A string and not a file: the product's KV store is typed for workerd, the benchmarks for Node. */
const ENTRY = `
  import * as product from './worker/snapshot/kv-store.ts';
  import { MeasuredWorker } from './test/bench/worker/answer.ts';
  let worker;
  export default {
    fetch: (request, { DIRECTORY_KV }) =>
      (worker ??= new MeasuredWorker(DIRECTORY_KV, product)).answer(request),
  };`;

/** The product's reader, to be measured. */
export function bundleWorker(): Promise<string> {
  return bundle(ENTRY);
}

/** Bundles an entry module whose imports are relative to the repository's root. */
export async function bundle(entry: string): Promise<string> {
  const esbuild = (await fromWrangler('esbuild')) as {
    build(options: object): Promise<{ outputFiles: { text: string }[] }>;
  };
  const { outputFiles } = await esbuild.build({
    stdin: { contents: entry, resolveDir: ROOT, sourcefile: 'entry.js' },
    bundle: true,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:*'],
    conditions: ['workerd', 'worker', 'browser'],
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error('esbuild made no module');
  return output.text;
}
