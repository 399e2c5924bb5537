import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { parseCLI } from 'vitest/node';
import { ensureBrowser, ensureFirefox } from './browser.ts';
import { buildExtension } from './build.ts';
import type { Counts } from './count-reporter.ts';
import { samplingOf } from './sampling.ts';
import { isGenerated, type Need, select } from './selection.ts';

/**
 * `npm test`: every test, then the counts. Arguments go to Vitest, e.g. a file name or `--project shared`; nothing is prepared for files
 * that they exclude. `npm run test:long` adds `--long`: every case of the generated suites, and only these unless arguments name others.
 */

const root = join(import.meta.dirname, '..', '..');
/** Browser files at a time. Each has its own browser and worker, and mostly waits. */
const BROWSERS = 5;
/** Other files at a time: a third of their time they wait for a worker or a compiler of their own. */
const OTHERS = '150%';

function main(): number {
  const given = process.argv.slice(2).filter((argument) => argument !== '--long');
  const { isLong, seed } = samplingOf({
    ...process.env,
    RINGCARD_LONG: process.argv.includes('--long') ? '1' : '',
  });
  const files = testFiles();
  const { filter, options } = parseCLI(['vitest', 'run', ...given]);
  const isNarrowed = filter.length > 0 || options.project !== undefined;
  const added =
    isLong && !isNarrowed ? files.filter((file) => isGenerated(readFileSync(join(root, file), 'utf8'))) : [];
  const { need, projects } = select(files, {
    filters: [...filter, ...added].map((name) => (isAbsolute(name) ? relative(root, name) : name)),
    projects: [options.project ?? []].flat(),
  });
  const variables: Record<string, string> = { RINGCARD_LONG: isLong ? '1' : '', RINGCARD_SEED: String(seed) };
  const saySeed = () => {
    if (isLong) console.log(`seed ${seed}: RINGCARD_SEED=${seed} npm run test:long plays the same again`);
  };
  saySeed();
  Object.assign(variables, prepare(need));
  const runs = [projects.filter((name) => name !== 'e2e'), projects.filter((name) => name === 'e2e')]
    .filter((names) => names.length > 0)
    .map((names) => vitest([...given, ...added], names, variables));
  for (const line of runs.flatMap(({ cases }) => cases)) console.log(line);
  saySeed();
  for (const failure of runs.flatMap(({ failures }) => failures)) console.log(`failed: ${failure}`);
  const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map((state) =>
    runs.reduce((sum, run) => sum + run[state], 0),
  ) as [number, number, number];
  if (runs.length === 0) console.log('No test file has that name.');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

function testFiles(): string[] {
  return globSync('test/**/*.test.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Installs and builds what the tests need. Returns the variables by which they find it. Throws with the manual steps. */
function prepare(need: Need): Record<string, string> {
  if (need === 'nothing') return {};
  const say = (line: string) => console.log(line);
  const browsers =
    need === 'browsers' ? { RINGCARD_BROWSER: ensureBrowser(say), RINGCARD_FIREFOX: ensureFirefox(say) } : {};
  if (need === 'browsers') say(`Browsers: ${Object.values(browsers).join(', ')}`);
  buildExtension({ hosts: 'consent' });
  buildExtension();
  buildExtension({ target: 'firefox' });
  return browsers;
}

function vitest(options: string[], projects: string[], variables: Record<string, string>): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'ringcard-tests-'));
  const file = join(folder, 'counts.json');
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--root',
      root,
      '--config',
      'test/vitest.config.ts',
      // Vitest would leave one processor idle, which is half of a machine with two.
      `--maxWorkers=${projects.includes('e2e') ? BROWSERS : OTHERS}`,
      '--reporter=default',
      `--reporter=${join(import.meta.dirname, 'count-reporter.ts')}`,
      ...options,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...variables, RINGCARD_PROJECTS: projects.join(), RINGCARD_COUNTS: file },
    },
  );
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
    if (run.status === 0 || counts.failed > 0) return counts;
    return { ...counts, failed: 1, failures: [`Vitest ended with ${run.status ?? run.signal}`] };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: ['Vitest did not run to its end'], cases: [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

try {
  process.exitCode = main();
} catch (error) {
  // The message of a failed preparation names the remedy.
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
