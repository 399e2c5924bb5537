import { posix } from 'node:path';

/** Finds paths in a file that lead outside the repository. Pure. Paths are Git's: relative to the root, with slashes. */

/** Path payloads of attack tests, which nothing reads. */
const PAYLOAD = /\/etc\/passwd/;
const QUOTED = /(['"`])((?:(?!\1)[^\n\\])*)\1/g;
const RELATIVE = /(?<![\w./\\-])\.\.(?![\w.])(?:\/[\w.@-]+)*/g;
const DOCUMENT = /(?<![\w./-])(?:[\w.-]+\/)*[\w-]+\.md\b/g;
const DATA = /(?<![\w./-])(?:[\w.-]+\/)+[\w.-]+\.(?:json|csv)\b/g;
const HOME = /(?<![\w./~:-])\/(?:work|home|root|Users|mnt)\/[\w./-]*/g;
const JOINED = /\b(?:join|resolve)\(\s*([^,'"`]+),((?:\s*(['"`])[^'"`\n]*\3\s*,?)+)/g;
const TEMPLATE = /\$\{(\w+)\}((?:\/[\w.-]+)+)/g;
const FOLDER = /\bconst (\w+) =\s*((?:join|resolve|fileURLToPath|new URL)\([^;]*import\.meta[^;]*);/g;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|<!--)|\s(?:\/\/|\/\*|#)\s/;

export interface Tree {
  /** Files of the repository, and all their folders. */
  paths: ReadonlySet<string>;
  /** Names of folders that commands create, as in `.gitignore`. */
  made: readonly string[];
}

/** One message for each pointer, `line: pointer`, in the order of the rules. */
export function pointersOutside(file: string, text: string, tree: Tree): string[] {
  const found = new Set(climbs(file, text));
  for (const [i, whole] of text.split('\n').entries()) {
    const line = whole.replace(/\b[a-z-]+:\/\/\S+/g, '');
    const report = (pointer: string) => found.add(`${i + 1}: ${pointer}`);
    for (const [path] of line.matchAll(RELATIVE))
      if (!PAYLOAD.test(path) && !isHere(posix.join(posix.dirname(file), path), tree)) report(path);
    for (const [path] of line.matchAll(HOME)) report(path);
    for (const [name] of line.matchAll(DOCUMENT)) if (!isNamed(file, name, tree)) report(name);
    if (file.endsWith('.md') || COMMENT.test(line))
      for (const [name] of line.matchAll(DATA)) if (!isNamed(file, name, tree)) report(name);
  }
  return [...found];
}

/** Paths out of the root that code assembles: as arguments of `join`, or after a folder in a template. */
function* climbs(file: string, text: string): Generator<string> {
  const folders = foldersIn(file, text);
  const parts = [
    ...[...text.matchAll(JOINED)].map((call) => ({
      call,
      base: call[1] ?? '',
      rest: quotedIn(call[2] ?? ''),
    })),
    ...[...text.matchAll(TEMPLATE)].map((call) => ({ call, base: call[1] ?? '', rest: [call[2] ?? ''] })),
  ];
  for (const { call, base, rest } of parts) {
    const name = base.trim();
    const folder = folders.get(name) ?? (/^root$/i.test(name) ? '.' : posix.dirname(file));
    if (!leaves(posix.join(folder, ...rest))) continue;
    const line = text.slice(0, call.index).split('\n').length;
    yield `${line}: ${[name, ...rest].join('/').replaceAll('//', '/')}`;
  }
}

/** Constants that hold a folder of the repository. */
function foldersIn(file: string, text: string): Map<string, string> {
  const folders = [...text.matchAll(FOLDER)].map(([, name = '', made = '']): [string, string] => [
    name,
    posix.join(posix.dirname(file), ...quotedIn(made)),
  ]);
  return new Map(folders);
}

const quotedIn = (code: string) => [...code.matchAll(QUOTED)].map((quoted) => quoted[2] ?? '');

const leaves = (path: string) => path === '..' || path.startsWith('../');

function isHere(path: string, { paths, made }: Tree): boolean {
  if (leaves(path)) return false;
  const plain = path.replace(/\/$/, '');
  return plain === '.' || paths.has(plain) || plain.split('/').some((name) => made.includes(name));
}

/** True for a path relative to the file's folder or the root, and for the end of a path: `deploy.md`, `policy/linux.json`. */
function isNamed(file: string, name: string, tree: Tree): boolean {
  const isThere = [posix.join(posix.dirname(file), name), name].some((path) => isHere(path, tree));
  return isThere || [...tree.paths].some((path) => path.endsWith(`/${name}`));
}
