import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTool } from './check.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the repository', () => {
  it('has a lockfile without download addresses', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });

  it('pins every package to one version', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
  });

  it('has no other files at its top level', () => {
    const tracked = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).stdout.split('\n');
    const names = tracked.length > 1 ? tracked.map((path) => path.split('/')[0]) : readdirSync(root);
    const allowed = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'biome.json',
      'wxt.config.ts',
      'wrangler.toml',
      'README.md',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'LICENSE',
      'docs',
      'extension',
      'worker',
      'shared',
      'test',
    ];
    expect(
      [...new Set(names)].filter((name) => name && !name.startsWith('.') && !allowed.includes(name)),
    ).toEqual([]);
  });
});

describe('two arrows and no others: worker → shared ← extension', () => {
  const copy = mkdtempSync(join(tmpdir(), 'ringcard-arrows-'));
  const compile = (folder: string) => runTool('node_modules/typescript/bin/tsc', ['-b', folder], copy).output;

  beforeAll(() => {
    for (const name of ['shared', 'worker', 'extension', 'package.json', 'tsconfig.json', 'biome.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each([
    ['shared', '../worker/configuration.ts'],
    ['shared', '../extension/messages/messages.ts'],
    ['worker', '../extension/messages/messages.ts'],
    ['extension', '../worker/configuration.ts'],
  ])('%s cannot import %s', (folder, imported) => {
    const file = join(copy, folder, 'wrong-arrow.ts');
    writeFileSync(file, `import * as wrong from '${imported}';\nexport const taken = wrong;\n`);
    try {
      expect(compile(folder)).toMatch(/TS6059|TS6307/);
    } finally {
      rmSync(file);
    }
  });

  it.each([
    ['shared', 'document.title'],
    ['shared', 'fetch("/")'],
    ['worker', 'document.title'],
  ])('%s has no %s', (folder, expression) => {
    const file = join(copy, folder, 'wrong-global.ts');
    writeFileSync(file, `export const wrong = ${expression};\n`);
    try {
      expect(compile(folder)).toMatch(/TS2584|TS2304/);
    } finally {
      rmSync(file);
    }
  });

  it('reports unused files and exports', () => {
    const planted = [
      ['shared/unused-file.ts', 'export const nobodyImports = 1;\n', 'shared/unused-file.ts'],
      ['shared/result.ts', 'export const nobodyAsks = 1;\n', 'nobodyAsks'],
    ] as const;
    for (const [name, text, reported] of planted) {
      const file = join(copy, name);
      const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
      writeFileSync(file, `${before ?? ''}${text}`);
      const { isPassed, output } = runTool('node_modules/knip/bin/knip.js', [], copy);
      if (before === undefined) rmSync(file);
      else writeFileSync(file, before);
      expect(isPassed).toBe(false);
      expect(output).toContain(reported);
    }
  });

  it('reports a wrong arrow between folders, and an import cycle', () => {
    const planted = [
      ['shared/directory/names/query-word.ts', './spelling.ts', 'noImportCycles'],
      ['worker/graph/wrong-arrow.ts', '../sources/users.ts', 'noRestrictedImports'],
      ['worker/formats/wrong-arrow.ts', '../http/problem.ts', 'noRestrictedImports'],
      ['worker/sync/wrong-arrow.ts', '../routes/lookup.ts', 'noRestrictedImports'],
      ['worker/http/wrong-arrow.ts', '../routes/lookup.ts', 'noRestrictedImports'],
      ['extension/messages/wrong-arrow.ts', '../background/start.ts', 'noRestrictedImports'],
      ['extension/page/wrong-arrow.ts', '../background/start.ts', 'noRestrictedImports'],
      ['extension/popup/wrong-arrow.ts', '../background/start.ts', 'noRestrictedImports'],
    ] as const;
    for (const [name, imported] of planted) {
      const file = join(copy, name);
      const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
      writeFileSync(file, `import * as wrong from '${imported}';\nexport const taken = wrong;\n${before}`);
    }
    const lint = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', ...planted.map(([name]) => name)];
    const { output } = runTool('node_modules/@biomejs/biome/bin/biome', lint, copy);
    for (const [name, , rule] of planted) {
      expect(output).toMatch(new RegExp(`${name}:\\S+ lint/\\w+/${rule}`));
    }
  });
});
