import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, trackedFiles } from './tracked-files.ts';

// A deleted file stays in the index until the commit.
const files = trackedFiles().filter((path) => existsSync(join(root, path)));
const documents = files.filter((path) => path.endsWith('.md'));
const folders = [...new Set(files.flatMap(foldersAbove))];

/** Built paths, or paths on other machines: not part of the repository. */
const ELSEWHERE = /^(?:\/|~|\.output|\.ringcard|[a-z]+:)/;
/** A word in backticks with one of these endings names a source file. Names such as `manifest.json` can belong to others. */
const SOURCE_FILE = /^[\w.-]+\.(?:tsx?|mjs|md|toml)$/;
const PATH = /^[\w.@-]+(?:\/[\w.@-]+)*(?:\/|\/[\w.@-]+\.\w{2,11})$/;

describe('the documents', () => {
  it('link to files and headings that exist', () => {
    expect(offenders((path) => linksIn(textOf(path)).filter((link) => !leadsSomewhere(link, path)))).toEqual(
      [],
    );
  });

  it('name files and folders that exist', () => {
    const isPath = (word: string) => (SOURCE_FILE.test(word) || PATH.test(word)) && !ELSEWHERE.test(word);
    expect(
      offenders((path) => codeIn(textOf(path)).filter((word) => isPath(word) && !exists(word, path))),
    ).toEqual([]);
  });

  it('do not point outside the repository', () => {
    expect(offenders((path) => codeIn(textOf(path)).filter((word) => leavesRepository(word, path)))).toEqual(
      [],
    );
  });

  it('can all be reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const path of reached) {
      for (const link of linksIn(textOf(path))) {
        const target = targetOf(link, path);
        if (documents.includes(target)) reached.add(target);
      }
    }
    const byTheHost = (path: string) => path.startsWith('.github/');
    expect(documents.filter((path) => !reached.has(path) && !byTheHost(path))).toEqual([]);
  });
});

function offenders(of: (path: string) => string[]): string[] {
  return documents.flatMap((path) => of(path).map((word) => `${path}: ${word}`));
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function prose(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, '');
}

function linksIn(text: string): string[] {
  const written = [
    ...prose(text).matchAll(/\]\(([^()\s]+)\)/g),
    ...text.matchAll(/(?:src|srcset)="([^"]+)"/g),
  ];
  return written.map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function codeIn(text: string): string[] {
  return [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
}

function targetOf(link: string, from: string): string {
  const [path = ''] = link.split('#');
  return path === '' ? from : posix.normalize(posix.join(posix.dirname(from), path));
}

function leadsSomewhere(link: string, from: string): boolean {
  const target = targetOf(link, from);
  const [, heading] = link.split('#');
  if (!files.includes(target) && !folders.includes(target.replace(/\/$/, ''))) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

function headingsOf(path: string): string[] {
  return [...prose(textOf(path)).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function leavesRepository(word: string, from: string): boolean {
  return /^\.\.\//.test(word) && posix.join(posix.dirname(from), word).startsWith('..');
}

/** A path may be relative to the root, to its document or to any folder, like `sync/guard.ts`. */
function exists(word: string, from: string): boolean {
  const beside = posix.normalize(posix.join(posix.dirname(from), word));
  const known = word.endsWith('/') ? folders.map((folder) => `${folder}/`) : files;
  return known.some((path) => path === beside || path === word || path.endsWith(`/${word}`));
}

function foldersAbove(path: string): string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [folder, ...foldersAbove(folder)];
}
