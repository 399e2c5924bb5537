import { generatedPages } from '../../gold/generated-pages.ts';
import { writtenPages } from '../../gold/gold-page.ts';
import { WORDS } from '../../gold/words.ts';
import { Random } from '../random.ts';

/** The measured pages. They have no scripts, so every activity after loading comes from the extension. */

export interface BenchPage {
  name: string;
  html: string;
}

const LARGE_BYTES = 5_000_000;
const NEWS_BYTES = 400_000;

export function benchPages(seed: string): BenchPage[] {
  return [largePage(seed), newsPage(seed)];
}

/** Lists and tables in eight languages, with a number in about every fourth line and a look-alike in the others. */
function largePage(seed: string): BenchPage {
  const lines = generatedPages(seed).flatMap(({ texts }) => texts.map(({ text }) => text));
  const random = new Random(`${seed} large`);
  const parts: string[] = [];
  for (let bytes = 0; bytes < LARGE_BYTES; ) {
    const block = Array.from({ length: 12 }, () => escaped(random.pick(lines)));
    const part = random.chance(0.3)
      ? `<table>${block.map((line, at) => `<tr><td>${at}</td><td><span>${line}</span></td></tr>`).join('')}</table>`
      : `<section><h3>${block[0]}</h3>${block.map((line) => `<p>${line}</p>`).join('')}</section>`;
    parts.push(part);
    bytes += Buffer.byteLength(part);
  }
  return { name: '5 MB', html: page(parts.join('\n')) };
}

/** Newspaper prose without digits, and an occasional line with numbers. */
function newsPage(seed: string): BenchPage {
  const random = new Random(`${seed} news`);
  const lines = writtenPages().flatMap(({ texts }) => texts.map(({ text }) => text));
  const words = Object.values(WORDS).flatMap(({ sentences }) => sentences.flatMap((text) => text.split(' ')));
  const parts: string[] = [];
  for (let bytes = 0; bytes < NEWS_BYTES; ) {
    const prose = Array.from({ length: 90 }, () => random.pick(words).replace(/\d/g, '')).join(' ');
    const part = random.chance(0.1)
      ? `<p>${escaped(random.pick(lines))}</p>`
      : `<p>${escaped(prose).replace(' ', ' <a href="/x">x</a> ')}</p>`;
    parts.push(part);
    bytes += Buffer.byteLength(part);
  }
  return { name: 'news', html: page(`<article>${parts.join('\n')}</article>`) };
}

function page(body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>x</title><style>body{max-width:60em;margin:auto}</style>${body}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
