import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureFirefox } from './browser.ts';
import { buildExtension } from './build.ts';

/** `npm test`: every test there is, then the counts of all of them. Arguments go to Vitest, e.g. a file name or `--project shared`. */

const root = join(import.meta.dirname, '..', '..');
const given = process.argv.slice(2);

function main(): number {
  const browsers = { RINGCARD_BROWSER: '', RINGCARD_FIREFOX: '' };
  try {
    const say = (line: string) => console.log(line);
    browsers.RINGCARD_BROWSER = ensureBrowser(say);
    browsers.RINGCARD_FIREFOX = ensureFirefox(say);
    console.log(`Browsers: ${Object.values(browsers).join(', ')}`);
    buildExtension({ hosts: 'consent' });
    buildExtension();
    buildExtension({ target: 'firefox' });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
  // The browser tests measure a whole product, so they do not share the processors with the others.
  const runs = given.length > 0 ? [given] : [['--project=!e2e'], ['--project=e2e']];
  const counts = runs.map((options) => vitest(options, browsers));
  const passed = counts.reduce((sum, run) => sum + run.passed, 0);
  const failed = counts.reduce((sum, run) => sum + run.failed, 0);
  const skipped = counts.reduce((sum, run) => sum + run.skipped, 0);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function vitest(options: string[], browsers: Record<string, string>): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-tests-'));
  const report = join(folder, 'report.json');
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      root,
      '--config',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...options,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...browsers } },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that does not even load fails no test by itself, an error outside any test neither.
    const failed = numFailedTests || (success && run.status === 0 ? 0 : 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = main();
