import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig(async () => ({
  root,
  plugins: await WxtVitest({ root }),
  test: {
    name: 'extension',
    root,
    include: ['test/extension/**/*.test.{ts,tsx}'],
    // Files that need a document say so in their first line.
    setupFiles: ['test/support/properties.ts'],
    environment: 'node',
    testTimeout: 60_000,
    restoreMocks: true,
  },
}));
