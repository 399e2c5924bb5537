/** The lines of a file, whatever ends them: LF, CR LF, CR CR LF or CR alone. */

export interface PhysicalLine {
  /** From 1. */
  line: number;
  text: string;
}

export function* physicalLines(text: string): Generator<PhysicalLine> {
  const ends = /\r*\n|\r/g;
  let start = 0;
  let line = 1;
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    yield { line: line++, text: text.slice(start, end.index) };
    start = ends.lastIndex;
  }
  if (start < text.length) yield { line, text: text.slice(start) };
}
