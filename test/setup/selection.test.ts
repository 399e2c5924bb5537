import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isGenerated, projectOf, select } from './selection.ts';

const root = join(import.meta.dirname, '..', '..');
const FILES = globSync('test/**/*.test.{ts,tsx}', { cwd: root }).map((path) => path.replaceAll('\\', '/'));

const reached = (filters: string[], projects: string[] = []) => select(FILES, { filters, projects });

describe('the needs of a run', () => {
  it.each([
    ['a folder without browser tests', ['test/shared'], 'nothing'],
    ['the same folder in another notation', ['./test/shared/'], 'nothing'],
    ['the same folder in Windows notation', ['test\\shared'], 'nothing'],
    ['a file', ['test/worker/log.test.ts'], 'nothing'],
    ['a test at a line of a file', ['test/worker/log.test.ts:12'], 'nothing'],
    ['part of the name of files in several folders', ['number-in', 'CANDIDATES'], 'nothing'],
    ['a part that matches no file', ['no-such-file'], 'nothing'],
    ['a file that starts the worker alone', ['test/e2e/kills'], 'nothing'],
    ['a file that measures the built extension', ['content-script'], 'extension'],
    ['the packages for the stores', ['test/setup/packages.test.ts'], 'extension'],
    ['the command that starts everything, without a window', ['e2e/start'], 'extension'],
    ['a browser test', ['test/e2e/popup.test.ts'], 'browsers'],
    ['a folder and a browser test', ['test/shared', 'test/e2e/popup'], 'browsers'],
    ['part of a name that a browser test shares', ['popup'], 'browsers'],
    ['everything', [], 'browsers'],
    ['the folder of all tests', ['.'], 'browsers'],
  ])('of %s', (_, filters, need) => {
    expect(reached(filters).need).toBe(need);
  });

  it.each([
    [['shared'], 'nothing'],
    [['sha*', 'tenant'], 'nothing'],
    [['!e2e', '!accessibility', '!repository'], 'nothing'],
    [['!e2e', '!accessibility'], 'extension'],
    [['!e2e'], 'browsers'],
    [['e2e'], 'browsers'],
    [['nowhere'], 'nothing'],
  ])('of the projects %j', (projects, need) => {
    expect(reached([], projects).need).toBe(need);
  });

  it('of a file name within a project are those of the files that match both', () => {
    expect(reached(['popup'], ['extension']).need).toBe('nothing');
    expect(reached(['test/e2e'], ['shared'])).toEqual({ projects: [], need: 'nothing' });
  });
});

describe('the projects that a run loads', () => {
  it('contain the given files', () => {
    expect(reached(['test/shared']).projects).toEqual(['shared']);
    expect(reached(['placement', 'test/tenant/']).projects).toEqual(['tenant', 'extension']);
  });

  it('are all of them when no files are given', () => {
    expect(reached([]).projects).toHaveLength(9);
  });

  it('agree with Vitest about every test file', () => {
    const list = [
      'node_modules/vitest/vitest.mjs',
      'list',
      '--filesOnly',
      '--json',
      '--config=test/vitest.config.ts',
    ];
    const { RINGCARD_PROJECTS: _, ...env } = process.env;
    const { stdout } = spawnSync(process.execPath, list, { cwd: root, encoding: 'utf8', env });
    const listed: { file: string; projectName: string }[] = JSON.parse(stdout);
    expect(Object.fromEntries(listed.map(({ file, projectName }) => [file, projectName]))).toEqual(
      Object.fromEntries(FILES.map((file) => [join(root, file), projectOf(file)])),
    );
  });
});

describe('a long run', () => {
  it('plays the files that draw cases, by fast-check or by themselves', () => {
    const generated = FILES.filter((file) => isGenerated(readFileSync(join(root, file), 'utf8')));
    for (const file of [
      'test/shared/phone/locate-numbers.test.ts',
      'test/shared/directory/publishing.test.ts',
      'test/worker/attacks/fuzz.test.ts',
      'test/worker/faults/faults.test.ts',
      'test/worker/faults/schedules.test.ts',
      'test/e2e/kills.test.ts',
    ])
      expect(generated).toContain(file);
    expect(generated).not.toContain('test/worker/log.test.ts');
  });
});
