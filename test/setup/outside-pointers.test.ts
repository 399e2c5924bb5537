import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointersOutside, type Tree } from './outside-pointers.ts';

const root = join(import.meta.dirname, '..', '..');

/** These files contain wrong paths on purpose. */
const EXAMPLES = ['test/setup/outside-pointers.test.ts', 'test/setup/repository.test.ts'];
/** Data files may contain payloads, so they are not read as text. Their README and licences are. */
const isText = (path: string) =>
  (!path.startsWith('test/data/') || /README\.md$|^test\/data\/licences\//.test(path)) &&
  !path.endsWith('.png') &&
  !EXAMPLES.includes(path);

const MADE = readFileSync(join(root, '.gitignore'), 'utf8')
  .split('\n')
  .flatMap((line) => (line.endsWith('/') ? [line.slice(0, -1)] : []));

/** Every file that Git knows or would add. An unpacked archive has no Git: there, every file that no command makes. */
function filesOfRepository(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const known = (stdout ?? '').split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
  return known.length > 0 ? known : [...filesUnder('')];
}

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!MADE.includes(entry.name)) yield* filesUnder(path);
  }
}

function treeOf(files: readonly string[]): Tree {
  const paths = new Set<string>();
  for (const file of files) for (let at = file; at !== '.'; at = posix.dirname(at)) paths.add(at);
  return { paths, made: MADE };
}

describe('a clone by itself', () => {
  const files = filesOfRepository();

  it('reads and names nothing outside itself', () => {
    const tree = treeOf(files);
    const pointers = files
      .filter(isText)
      .flatMap((file) =>
        pointersOutside(file, readFileSync(join(root, file), 'utf8'), tree).map(
          (pointer) => `${file}:${pointer}`,
        ),
      );
    expect(pointers).toEqual([]);
    expect(files.filter(isText).length).toBeGreaterThan(900);
  });

  it('names the origin of every data file', () => {
    const origins = readFileSync(join(root, 'test/data/README.md'), 'utf8');
    const data = files.filter((file) => /^test\/data\/.*\.(json|csv|txt)$/.test(file));
    expect(data.filter((file) => !origins.includes(posix.basename(file)))).toEqual([]);
    expect(data.length).toBeGreaterThan(20);
  });

  it('has no symbolic links, because they could lead anywhere', () => {
    expect(files.filter((file) => lstatSync(join(root, file)).isSymbolicLink())).toEqual([]);
  });
});

describe('a pointer outside the repository', () => {
  const tree = treeOf([
    'README.md',
    'docs/deploy.md',
    'docs/policy/linux.json',
    'shared/phone/display.ts',
    'test/data/phone/a.json',
  ]);
  const found = (file: string, ...lines: string[]) => pointersOutside(file, lines.join('\n'), tree);
  const FILE = 'test/shared/phone.test.ts';

  it.each([
    ['an import', "import x from '../../../shared/x.ts';", '../../../shared/x.ts'],
    ['a URL', "new URL('../../../shared/data/', import.meta.url)", '../../../shared/data'],
    ['a template', `new URL(\`../../../data/\${name}\`, import.meta.url)`, '../../../data'],
    ['a path from the working directory', "readFileSync('../shared/data/a.json')", '../shared/data/a.json'],
    ['the folder above the root', "cwd: '../../..'", '../../..'],
    ['a comment', '// Lists of ../shared/data/names, where they are.', '../shared/data/names'],
    ['a folder of one machine', "readFileSync('/home/anna/data.json')", '/home/anna/data.json'],
    ['a document', '/** Pages lie; see security.md P5. */', 'security.md'],
    ['a document in a folder', '// As reference/graph.md 3.2 says.', 'reference/graph.md'],
    ['an example in a folder', '// Seen in graph-examples/contact.json.', 'graph-examples/contact.json'],
  ])('is found in %s', (_, line, pointer) => {
    expect(found(FILE, 'const a = 1;', line)).toEqual([`2: ${pointer}`]);
  });

  it.each([
    ["join(import.meta.dirname, '..', '..', '..', 'data')", 'import.meta.dirname/../../../data'],
    ["join(root, '..', 'shared')", 'root/../shared'],
    ["resolve(\n  root,\n  '..',\n)", 'root/..'],
    [`\`\${root}/../shared/data\``, 'root/../shared/data'],
  ])('is found where code assembles it: %j', (code, pointer) => {
    expect(found(FILE, "const root = join(import.meta.dirname, '..', '..');", code)).toEqual([
      `2: ${pointer}`,
    ]);
  });

  it('is found from a folder in a constant', () => {
    const at = "const phone = fileURLToPath(new URL('../../shared/phone', import.meta.url));";
    expect(found(FILE, at, "join(phone, '..', '..', 'test')")).toEqual([]);
    expect(found(FILE, at, "join(phone, '..', '..', '..', 'test')")).toEqual(['2: phone/../../../test']);
  });

  it('is found in a README, and in a script of package.json', () => {
    expect(found('docs/README.md', 'Lists of `../shared/data`, [design](../design.md)')).toEqual([
      '1: ../shared/data',
      '1: ../design.md',
    ]);
    expect(found('package.json', '{ "start": "node ../start.mjs" }')).toEqual(['1: ../start.mjs']);
  });

  it.each([
    ['an import', "import { x } from '../../shared/phone/display.ts';"],
    ['the root', "const root = join(import.meta.dirname, '..', '..');"],
    ['a template', `new URL(\`../data/phone/\${name}\`, import.meta.url)`],
    ['a folder that a command makes', "join(import.meta.dirname, '../../node_modules/a/b.js')"],
    ['a document by its name', "read('deploy.md') // README.md, docs/deploy.md, policy/linux.json"],
    ['a page of the web', '// https://example.org/home/a/design.md and https://example.org/../x'],
    ['an attack', "['../../etc/passwd', '..']"],
    ['a spread and a range', 'const all = [...list, 1]; // 1..9'],
  ])('is not reported for %s', (_, line) => {
    expect(found(FILE, line)).toEqual([]);
  });
});
