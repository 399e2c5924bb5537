import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: runs every check to its end, so that one run shows all problems. `npm run fix`: mends what tools can mend. */

const root = join(import.meta.dirname, '..', '..');

export interface Check {
  name: string;
  /** A script in the repository, run by Node. */
  tool: string;
  args: readonly string[];
  /** Arguments with which the tool mends its findings, where it can. */
  fix?: readonly string[];
}

/** `npm test` requires each of them to pass. */
export const CHECKS: readonly Check[] = [
  { name: 'types', tool: 'node_modules/typescript/bin/tsc', args: ['-b'] },
  {
    name: 'lint, format, import circles and arrows',
    tool: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
    fix: ['check', '--write', '.'],
  },
  {
    name: 'unused files, exports and packages',
    tool: 'node_modules/knip/bin/knip.js',
    args: ['--no-config-hints'],
  },
  { name: 'nodes of pages', tool: 'test/setup/page-nodes.ts', args: [] },
];

export interface Outcome {
  isPassed: boolean;
  /** Output of the tool. */
  output: string;
}

export function runTool(tool: string, args: readonly string[], cwd = root): Outcome {
  const run = spawnSync(process.execPath, [join(root, tool), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { isPassed: run.status === 0, output: run.stdout + run.stderr };
}

/** Prints each result, and the output of failed tools. True when all passed. */
export function runAll(
  checks: readonly Check[],
  { run = runTool, say }: { run?: typeof runTool; say: (line: string) => void },
): boolean {
  let areAllPassed = true;
  for (const { name, tool, args } of checks) {
    const { isPassed, output } = run(tool, args);
    if (!isPassed && output.trim() !== '') say(output.trimEnd());
    say(`${isPassed ? 'passed' : 'failed'}  ${name}`);
    areAllPassed &&= isPassed;
  }
  return areAllPassed;
}

if (process.argv[1] === import.meta.filename) {
  const fixes = CHECKS.flatMap(({ fix, ...check }) => (fix ? [{ ...check, args: fix }] : []));
  const checks = process.argv.includes('--fix') ? fixes : CHECKS;
  process.exitCode = runAll(checks, { say: (line) => console.log(line) }) ? 0 : 1;
}
