import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: every check to its end, so that one run tells all that is wrong. `npm run fix`: mends what the tools can mend. */

const root = join(import.meta.dirname, '..', '..');

export interface Check {
  name: string;
  /** A script below the root, run by Node. */
  tool: string;
  args: readonly string[];
  /** Arguments with which the tool mends what it finds, where it can. */
  fix?: readonly string[];
}

/** `npm test` holds the repository to each of them. */
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
  /** What the tool said. */
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

/** Says each result, with what a tool that failed said. True when all passed. */
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
