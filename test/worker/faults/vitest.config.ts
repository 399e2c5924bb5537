import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { FEWEST_CONTACTS, foundCompany } from '../../tenant/company/company.ts';
import { VARIABLES } from '../support/settings.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Folders of each mailbox: several, so that they are read in parallel, but few, so that a hundred worlds stay quick. */
const FOLDERS = 2;

const company = foundCompany({ contacts: FEWEST_CONTACTS });
const sources = company.sources.flatMap((source) => {
  if (source.kind !== 'shared-mailbox') return [];
  const folders = [...(company.mailboxes.byAddress(source.mailbox)?.folders.values() ?? [])]
    .sort((a, b) => b.members.length - a.members.length)
    .slice(0, FOLDERS);
  return [{ ...source, folders: folders.map(({ id }) => id) }];
});
// Without a public address Graph sends no notifications, and only cron starts runs.
const { PUBLIC_URL: _url, ACCOUNTS_KEY: _key, ACCOUNTS_KEY_PREVIOUS: _previous, ...variables } = VARIABLES;

/** A separate project, because the worker under test is configured for the local tenant's sources. */
export default defineConfig({
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: fileURLToPath(new URL('../../../wrangler.toml', import.meta.url)) },
      miniflare: {
        bindings: { ...variables, SOURCES: JSON.stringify(sources) },
        // A request that no fake answers must not leave the machine.
        outboundService: () => new Response('not expected', { status: 599 }),
      },
    }),
  ],
  test: { name: 'faults', include: ['test/worker/faults/**/*.test.ts'], testTimeout: 600_000 },
});
