import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureFirefox } from './browser.ts';
import { buildExtension } from './build.ts';
import type { Counts } from './count-reporter.ts';

/** `npm test`: every test there is, then the counts of all of them. Arguments go to Vitest, e.g. a file name or `--project shared`. */

const root = join(import.meta.dirname, '..', '..');
const given = process.argv.slice(2);
/** Browser files at a time: each has a browser and a worker of its own, and mostly waits. */
const BROWSERS = 3;

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
  const runs = given.length > 0 ? [given] : [['--project=!e2e'], ['--project=e2e']];
  const counts = runs.map((options) => vitest(options, browsers));
  const sum = (of: (run: Counts) => number) => counts.reduce((total, run) => total + of(run), 0);
  const [passed, failed, skipped] = [
    sum((run) => run.passed),
    sum((run) => run.failed),
    sum((run) => run.skipped),
  ];
  for (const failure of counts.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function vitest(options: string[], browsers: Record<string, string>): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-tests-'));
  const file = join(folder, 'counts.json');
  const isInBrowsers = options.some((option) => /^(?:--project=)?e2e$/.test(option));
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      root,
      '--config',
      'test/vitest.config.ts',
      // Vitest would leave a processor idle, which on a machine with two is half of it.
      `--maxWorkers=${isInBrowsers ? BROWSERS : '100%'}`,
      '--reporter=default',
      `--reporter=${join(import.meta.dirname, 'count-reporter.ts')}`,
      ...options,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...browsers, RINGCARD_COUNTS: file } },
  );
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    if (run.status === 0 || counts.failed > 0) return counts;
    return { ...counts, failed: 1, failures: [`Vitest ended with ${run.status ?? run.signal}`] };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['Vitest did not run to its end'] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exitCode = main();
