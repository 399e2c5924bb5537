import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { QuickFirst } from './setup/quick-first.ts';
import { samplingOf } from './setup/sampling.ts';

/** It has a browser to itself and times nothing, so it may run beside the other tests. */
const ACCESSIBILITY = 'test/e2e/accessibility.test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sampling = samplingOf(process.env);
const testTimeout = sampling.isLong ? 1_200_000 : 120_000;

const PROJECTS: Record<string, TestProjectConfiguration> = {
  shared: {
    root,
    test: {
      name: 'shared',
      include: ['test/shared/**/*.test.ts'],
      setupFiles: ['test/support/properties.ts'],
      environment: 'node',
      testTimeout,
    },
  },
  tenant: {
    root,
    test: {
      name: 'tenant',
      include: ['test/tenant/**/*.test.ts'],
      environment: 'node',
      testTimeout,
    },
  },
  upgrade: {
    root,
    test: {
      name: 'upgrade',
      include: ['test/upgrade/**/*.test.ts'],
      environment: 'node',
      testTimeout,
      hookTimeout: 120_000,
    },
  },
  worker: 'test/worker/vitest.config.ts',
  faults: 'test/worker/faults/vitest.config.ts',
  extension: 'test/extension/vitest.config.ts',
  repository: {
    root,
    test: {
      name: 'repository',
      include: ['test/setup/**/*.test.ts', 'test/demo/**/*.test.ts'],
      environment: 'node',
      testTimeout,
    },
  },
  accessibility: {
    root,
    test: {
      name: 'accessibility',
      include: [ACCESSIBILITY],
      environment: 'node',
      testTimeout,
      hookTimeout: 120_000,
    },
  },
  e2e: {
    root,
    test: {
      name: 'e2e',
      include: ['test/e2e/**/*.test.ts'],
      exclude: [ACCESSIBILITY],
      environment: 'node',
      testTimeout,
      hookTimeout: 120_000,
      // As the browser comes to it, on a busy machine too.
      expect: { poll: { timeout: 10_000 } },
    },
  },
};

/** Vitest reads every project's configuration before `--project` leaves it out, which takes seconds; the runner names those that it needs. */
const wanted = process.env.RINGCARD_PROJECTS?.split(',') ?? Object.keys(PROJECTS);

export default defineConfig({
  test: {
    provide: { sampling },
    sequence: { sequencer: QuickFirst },
    projects: wanted.flatMap((name) => PROJECTS[name] ?? []),
  },
});
