/** Decodes the lines of a CSV file: UTF-8 where a line is, else one code page for the file. */
import { decodeUtf8 } from './code-pages.ts';
import { detectCodePage } from './detect-code-page.ts';
import { decode, isMostlyUtf8 } from './encoding.ts';
import type { Notes } from './notes.ts';
import { type PhysicalLine, physicalLines } from './physical-lines.ts';

/** Longer lines are no lists of contacts. */
const LONGEST_LINE = 1024 * 1024;

export function decodedLines(byteText: string, notes: Notes): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  for (const { line, text } of physicalLines(byteText)) {
    if (text.length > LONGEST_LINE) notes.add('line-too-long', line);
    else lines.push({ line, text: line === 1 ? text.replace(/^\u00ef\u00bb\u00bf/, '') : text });
  }
  const foreign = lines.filter(({ text }) => decodeUtf8(text) === undefined && !isMostlyUtf8(text));
  const page = foreign[0] ? detectCodePage(foreign.map(({ text }) => text)) : undefined;
  if (page && foreign[0])
    notes.add(page.isSure ? 'code-page' : 'code-page-unsure', foreign[0].line, { detail: page.label });
  return lines.map(({ line, text }) => {
    const decoded = decode(text, page?.label ?? 'windows-1252');
    if (decoded.isMended) notes.add('bytes-mended', line);
    return { line, text: decoded.text.replaceAll('\u0000', '').replaceAll('\u001a', '') };
  });
}
