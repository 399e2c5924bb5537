import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** It has a browser to itself and times nothing, so it may run beside the other tests. */
const ACCESSIBILITY = 'test/e2e/accessibility.test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'shared',
          include: ['test/shared/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'tenant',
          include: ['test/tenant/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'upgrade',
          include: ['test/upgrade/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      'test/worker/vitest.config.ts',
      'test/worker/faults/vitest.config.ts',
      'test/extension/vitest.config.ts',
      {
        root,
        test: {
          name: 'repository',
          include: ['test/setup/**/*.test.ts', 'test/demo/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'accessibility',
          include: [ACCESSIBILITY],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [ACCESSIBILITY],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // As the browser comes to it, on a busy machine too.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
