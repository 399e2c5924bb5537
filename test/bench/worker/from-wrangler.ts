import { createRequire } from 'node:module';

/** A package that wrangler depends on, in wrangler's version: it is no dependency of ours. */
export async function fromWrangler(name: 'esbuild' | 'miniflare'): Promise<unknown> {
  const wrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'));
  return import(wrangler.resolve(name));
}
