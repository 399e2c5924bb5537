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
    // Test files that need a document name their environment in the first line.
    setupFiles: ['test/support/properties.ts'],
    environment: 'node',
    testTimeout: 60_000,
    restoreMocks: true,
  },
}));
