/** Decodes text that names no encoding: UTF-8 where the bytes are, else the code page that a detector finds. One bad byte costs itself alone. */
import { decoderOf, decodeUtf8 } from './code-pages.ts';

export interface Decoded {
  text: string;
  /** True when single bytes of a UTF-8 text were none. */
  isMended: boolean;
}

const SEQUENCE =
  /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;
const HIGH = /[\u0080-\u00ff]/g;

/** UTF-8, or UTF-8 with single bytes that are none, or the code page. */
export function decode(byteText: string, page: string): Decoded {
  const text = decodeUtf8(byteText);
  if (text !== undefined) return { text, isMended: false };
  const readPage = decoderOf(page) ?? ((bytes) => bytes);
  if (!isMostlyUtf8(byteText)) return { text: readPage(byteText), isMended: false };
  const parts: string[] = [];
  let end = 0;
  for (const { 0: sequence, index } of byteText.matchAll(SEQUENCE)) {
    parts.push(readPage(byteText.slice(end, index)), decodeUtf8(sequence) ?? readPage(sequence));
    end = index + sequence.length;
  }
  // A program that cuts a field at a number of bytes leaves half a letter.
  const rest = byteText.slice(end).replace(/[\u00c2-\u00f4][\u0080-\u00bf]*$/, '');
  return { text: parts.join('') + readPage(rest), isMended: true };
}

/** At least as many whole UTF-8 letters as stray bytes: text in a code page has nearly none by chance. */
export function isMostlyUtf8(byteText: string): boolean {
  const sequences = byteText.match(SEQUENCE)?.length ?? 0;
  if (sequences === 0) return false;
  const stray = byteText.replace(SEQUENCE, '').match(HIGH)?.length ?? 0;
  return sequences >= stray;
}
