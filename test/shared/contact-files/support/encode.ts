import { decoderOf } from '#shared/contact-files/code-pages.ts';

const tables = new Map<string, Map<string, number>>();

/** Text in an 8-bit encoding. Letters that it lacks are a fault of the test. */
export function encode(text: string, label: string): Uint8Array {
  const table = tables.get(label) ?? buildTable(label);
  tables.set(label, table);
  return Uint8Array.from([...text], (letter) => {
    const byte = letter < '\u0080' ? letter.charCodeAt(0) : table.get(letter);
    if (byte === undefined) throw new Error(`${label} has no ${letter}`);
    return byte;
  });
}

function buildTable(label: string): Map<string, number> {
  const table = new Map<string, number>();
  for (let byte = 128; byte < 256; byte++)
    table.set(decoderOf(label)?.(String.fromCharCode(byte)) ?? '', byte);
  return table;
}
