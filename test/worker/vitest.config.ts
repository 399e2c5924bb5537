import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { VARIABLES } from './support/settings.ts';
import { SHARED_DATA } from './support/shared-data.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: fileURLToPath(new URL('../../wrangler.toml', import.meta.url)) },
      // A request that no fake answers must not leave the machine.
      miniflare: {
        bindings: VARIABLES,
        outboundService: () => new Response('not expected', { status: 599 }),
      },
    }),
  ],
  test: {
    name: 'worker',
    include: ['test/worker/**/*.test.ts'],
    // The faults are a separate project.
    exclude: ['test/worker/faults/**'],
    testTimeout: 120_000,
    provide: SHARED_DATA,
  },
});
