import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GoldPage, heldOutPages, LANGUAGES, writtenPages } from '../../gold/gold-page.ts';

const MARK = /\{\{[^{}]+\}\}|\[\[[a-z-]+\|[^[\]{}]+\]\]/g;
const folders = { written: writtenPages(), 'held-out': heldOutPages() };
const pages = Object.entries(folders).flatMap(([folder, its]) => its.map((page) => ({ folder, page })));
const linesOf = (folder: string, { name }: GoldPage) =>
  readFileSync(join(import.meta.dirname, '../../gold', folder, name), 'utf8').split('\n');

describe('the pages whose numbers are marked', () => {
  it('are 64 to mend by, and 31 for the final score', () => {
    expect([folders.written.length, folders['held-out'].length]).toEqual([64, 31]);
  });

  it.each(LANGUAGES)('have three or more for the final score in %s', (language) => {
    const own = folders['held-out'].filter((page) => page.language === language);
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  it('have no name twice', () => {
    const names = pages.map(({ page }) => page.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have whole marks, none within another', () => {
    const broken = pages.flatMap(({ folder, page }) =>
      linesOf(folder, page).filter((line) => /\{\{|\}\}|\[\[|\]\]/.test(line.replace(MARK, ''))),
    );
    expect(broken).toEqual([]);
  });

  it('mark a number from its first sign to its last, without blanks around it', () => {
    const odd = pages.flatMap(({ page }) =>
      page.texts.flatMap(({ text, numbers }) =>
        numbers
          .map(({ start, end }) => text.slice(start, end))
          .filter((number) => !/^[+(\d].*\d$/u.test(number) || number.replace(/\D/g, '').length < 7),
      ),
    );
    expect(odd).toEqual([]);
  });

  it('have, held out, more than 450 numbers among 1,000 look-alikes', () => {
    const texts = folders['held-out'].flatMap((page) => page.texts);
    expect(texts.flatMap(({ numbers }) => numbers).length).toBeGreaterThan(450);
    expect(texts.flatMap(({ lookAlikes }) => lookAlikes).length).toBeGreaterThan(1000);
  });
});
