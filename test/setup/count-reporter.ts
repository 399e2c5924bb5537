import { writeFileSync } from 'node:fs';
import type { SerializedError, UserConsoleLog } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** What became of a run of Vitest. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: tests, files that did not load or did not end well, errors outside any test. */
  failures: string[];
  /** What suites said with `sayCases`, a line each. */
  cases: string[];
}

/** Counts tests and writes the counts as JSON into the file that RINGCARD_COUNTS names. */
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
    // A file that does not even load fails no test by itself, an error outside any test neither.
    counts.failed = Math.max(counts.failed, counts.failures.length);
    const file = process.env.RINGCARD_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
