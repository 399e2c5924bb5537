import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, trackedFiles } from './tracked-files.ts';

const yaml: { load(text: string): unknown } = createRequire(import.meta.url)('js-yaml');

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const parsed = (path: string) => yaml.load(read(path));
const { scripts, ...manifest } = JSON.parse(read('package.json'));
const files = trackedFiles();

const step = z.looseObject({ uses: z.string().optional(), run: z.string().optional() });
const job = z.looseObject({ permissions: z.record(z.string(), z.string()), steps: z.array(step) });
const workflow = z.looseObject({ permissions: z.unknown(), jobs: z.record(z.string(), job) });
const issueForm = z.looseObject({
  name: z.string(),
  description: z.string(),
  body: z.array(z.looseObject({ type: z.string(), id: z.string().optional() })),
});

const workflows = files.filter((path) => path.startsWith('.github/workflows/'));
const forms = files.filter((path) => /ISSUE_TEMPLATE\/(?!config\.)/.test(path));

describe('the files for the repository’s host', () => {
  it('are well-formed YAML', () => {
    const texts = files.filter((path) => /\.ya?ml$/.test(path));
    expect(texts).toContain('.github/workflows/ci.yml');
    for (const path of texts) expect(parsed(path), path).toBeInstanceOf(Object);
  });

  it('give workflows no rights, and each job only the right to read', () => {
    for (const path of workflows) {
      const { permissions, jobs } = workflow.parse(parsed(path));
      expect(permissions, path).toEqual({});
      for (const one of Object.values(jobs)) expect(one.permissions).toEqual({ contents: 'read' });
    }
  });

  it('pin every action to a commit, with its version beside it', () => {
    for (const path of workflows) {
      const used = read(path)
        .split('\n')
        .filter((line) => /\buses:/.test(line));
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    }
  });

  it('run the same commands as people do', () => {
    const commands = workflows.flatMap((path) =>
      Object.values(workflow.parse(parsed(path)).jobs).flatMap(({ steps }) =>
        steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
      ),
    );
    const local = read('.ci/run')
      .split('\n')
      .filter((line) => line.startsWith('npm '));
    expect(local.length).toBeGreaterThan(0);
    expect(commands).toEqual(expect.arrayContaining(local));
    const names = commands.map((line) => /^npm (?:run )?([\w:-]+)/.exec(line)?.[1] ?? line);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('ask a reporter for the diagnosis, and each question once', () => {
    expect(forms.length).toBeGreaterThan(0);
    for (const path of forms) {
      const ids = issueForm.parse(parsed(path)).body.flatMap(({ id }) => (id === undefined ? [] : [id]));
      expect(new Set(ids).size, path).toBe(ids.length);
    }
    expect(read('.github/ISSUE_TEMPLATE/bug.yml')).toContain('Copy diagnosis');
  });
});

describe('the package', () => {
  it('requires the Node.js version with which the installation starts', () => {
    const [, oldest] = /major < (\d+)/.exec(read('test/setup/install.mjs')) ?? [];
    expect(manifest.engines).toEqual({ node: `>=${oldest}` });
  });

  it('names no address that does not exist', () => {
    for (const field of ['repository', 'bugs', 'homepage', 'author'])
      expect(manifest).not.toHaveProperty(field);
    for (const path of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md']) {
      expect(read(path), path).not.toMatch(/https?:\/\/|mailto:|\b[\w.]+@[\w-]+\.\w+/);
    }
  });
});
