/** The encodings in which address books are exported, from bytes to text. */
import { fromByteText } from './byte-text.ts';

// Every runtime of this code has it, with every encoding of https://encoding.spec.whatwg.org; only the es2023 library does not declare it.
declare class TextDecoder {
  constructor(label: string, options?: { fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

/** Letters of the bytes from 128. The DOS code pages are in no decoder of a browser or worker. */
const DOS: Record<string, string> = {
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

/** Names of encodings in vCards that differ from the web's. */
const OTHER_NAMES: Record<string, string> = {
  ansi: 'windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  macroman: 'macintosh',
  'mac-roman': 'macintosh',
  ibm850: 'cp850',
  '850': 'cp850',
  ibm437: 'cp437',
  '437': 'cp437',
  ibm852: 'cp852',
  '852': 'cp852',
};

const decoders = new Map<string, ((byteText: string) => string) | undefined>();

/** A decoder for the encoding that a file names; undefined for a name that nobody knows. */
export function decoderOf(name: string): ((byteText: string) => string) | undefined {
  const label = OTHER_NAMES[name.trim().toLowerCase()] ?? name.trim().toLowerCase();
  if (!decoders.has(label)) decoders.set(label, buildDecoder(label));
  return decoders.get(label);
}

/** Some programs write no byte order mark, but every other byte of Latin text is then zero. */
export function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 8) return undefined;
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0) return 'utf-16le';
  return bytes[0] === 0 && bytes[2] === 0 && bytes[4] === 0 ? 'utf-16be' : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const NOT_ASCII = /\P{ASCII}/u;

/** undefined: the bytes are no UTF-8. */
export function decodeUtf8(byteText: string): string | undefined {
  if (!NOT_ASCII.test(byteText)) return byteText;
  try {
    return utf8.decode(fromByteText(byteText));
  } catch {
    return undefined;
  }
}

export function decodeUtf16(bytes: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(bytes);
}

function buildDecoder(label: string): ((byteText: string) => string) | undefined {
  const letters = DOS[label];
  if (letters !== undefined)
    return (byteText) =>
      byteText.replace(/[\u0080-\u00ff]/g, (byte) => letters[byte.charCodeAt(0) - 128] ?? '\ufffd');
  try {
    const decoder = new TextDecoder(label);
    return (byteText) => (NOT_ASCII.test(byteText) ? decoder.decode(fromByteText(byteText)) : byteText);
  } catch {
    return undefined;
  }
}
