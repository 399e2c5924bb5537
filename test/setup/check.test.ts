import { describe, expect, it } from 'vitest';
import { CHECKS, runAll, runTool } from './check.ts';

describe('npm run check', () => {
  it.each(CHECKS)('finds nothing wrong with this repository: $name', ({ tool, args }) => {
    const { isPassed, output } = runTool(tool, args);
    expect(isPassed, output).toBe(true);
  });

  it('runs every check to its end, prints each result, and fails when one fails', () => {
    const lines: string[] = [];
    const checks = ['types', 'lint', 'cycles'].map((name) => ({ name, tool: name, args: [] }));
    const isPassed = runAll(checks, {
      run: (tool) => ({ isPassed: tool !== 'lint', output: `${tool} said this\n` }),
      say: (line) => lines.push(line),
    });
    expect(isPassed).toBe(false);
    expect(lines).toEqual(['passed  types', 'lint said this', 'failed  lint', 'passed  cycles']);
  });

  it('passes when every check passes', () => {
    const run = () => ({ isPassed: true, output: '' });
    expect(runAll(CHECKS, { run, say: () => undefined })).toBe(true);
  });
});
