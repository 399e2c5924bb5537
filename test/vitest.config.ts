import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
      'test/worker/vitest.config.ts',
      'test/worker/faults/vitest.config.ts',
      'test/extension/vitest.config.ts',
      {
        root,
        test: {
          name: 'repository',
          include: ['test/setup/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
