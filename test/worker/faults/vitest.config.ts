import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { FEWEST_CONTACTS, foundCompany } from '../../tenant/company/company.ts';
import { VARIABLES } from '../support/settings.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { sources } = foundCompany({ contacts: FEWEST_CONTACTS });

/** A project of its own: the worker under test is configured for the local tenant's sources. */
export default defineConfig({
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: fileURLToPath(new URL('../../../wrangler.toml', import.meta.url)) },
      miniflare: {
        bindings: { ...VARIABLES, SOURCES: JSON.stringify(sources) },
        // A request that no fake answers must not leave the machine.
        outboundService: () => new Response('not expected', { status: 599 }),
      },
    }),
  ],
  test: { name: 'faults', include: ['test/worker/faults/**/*.test.ts'], testTimeout: 60_000 },
});
