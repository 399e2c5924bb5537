import { fileURLToPath } from 'node:url';
import { fromWrangler } from './from-wrangler.ts';

/** The worker as one module, as wrangler would bundle it. */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Here and not in a file: the product's KV store is typed for workerd, the benchmarks for Node. */
const ENTRY = `
  import * as product from './worker/snapshot/kv-store.ts';
  import { MeasuredWorker } from './test/bench/worker/answer.ts';
  let worker;
  export default {
    fetch: (request, { DIRECTORY_KV }) =>
      (worker ??= new MeasuredWorker(DIRECTORY_KV, product)).answer(request),
  };`;

export async function bundleWorker(): Promise<string> {
  const esbuild = (await fromWrangler('esbuild')) as {
    build(options: object): Promise<{ outputFiles: { text: string }[] }>;
  };
  const { outputFiles } = await esbuild.build({
    stdin: { contents: ENTRY, resolveDir: ROOT, sourcefile: 'entry.js' },
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error('esbuild made no module');
  return output.text;
}
