import { createRequire } from 'node:module';

/** Imports a package in the version that wrangler uses; it is no dependency of ours. */
export async function fromWrangler(name: 'esbuild' | 'miniflare'): Promise<unknown> {
  const wrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'));
  return import(wrangler.resolve(name));
}
