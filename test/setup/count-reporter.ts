import { writeFileSync } from 'node:fs';
import type { SerializedError, UserConsoleLog } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** The result of a Vitest run. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** Failures, one line each: tests, files that failed to load or to end, errors outside any test. */
  failures: string[];
  /** Lines that suites printed with `sayCases`. */
  cases: string[];
}

/** Counts tests and writes the counts as JSON into the file named by RINGCARD_COUNTS. */
export default class CountReporter implements Reporter {
  readonly #cases: string[] = [];

  onUserConsoleLog({ content }: UserConsoleLog): void {
    this.#cases.push(...content.split('\n').filter((line) => line.startsWith('cases: ')));
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], cases: this.#cases };
    const fail = (where: string, message: string | undefined) => {
      counts.failures.push(`${where}: ${message?.split('\n')[0] ?? 'no message'}`);
    };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state, errors: reasons } = test.result();
        if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state]++;
        if (state === 'failed') fail(`${module.relativeModuleId} > ${test.fullName}`, reasons?.[0]?.message);
      }
      for (const suite of [module, ...module.children.allSuites()]) {
        const name = suite.type === 'module' ? '' : ` > ${suite.fullName}`;
        for (const { message } of suite.errors()) fail(`${module.relativeModuleId}${name}`, message);
      }
    }
    for (const { message } of errors) fail('outside any test', message);
    // A file that fails to load, or an error outside any test, fails no test by itself.
    counts.failed = Math.max(counts.failed, counts.failures.length);
    const file = process.env.RINGCARD_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
