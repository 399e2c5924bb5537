import { describe, expect, it } from 'vitest';
import { readContactFile } from '#shared/contact-files/contact-file.ts';

describe('files of contacts in a worker', () => {
  it.each([
    ['windows-1250', [0xa3, 0x75, 0x6b, 0x61, 0x73, 0x7a, 0x20, 0xaf, 0xf3, 0xb3, 0xe6], 'Łukasz Żółć'],
    ['cp850', [0x4a, 0x94, 0x72, 0x67, 0x20, 0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72], 'Jörg Müller'],
    ['macintosh', [0x4a, 0x9a, 0x72, 0x67, 0x20, 0x4d, 0x9f, 0x6c, 0x6c, 0x65, 0x72], 'Jörg Müller'],
  ])('are read in %s', (_, name, displayName) => {
    const [before, behind] = [
      'BEGIN:VCARD\r\nFN:',
      '\r\nTEL:030 23125123\r\nPHOTO;ENCODING=b:AAEC\r\nEND:VCARD\r\n',
    ];
    const encoder = new TextEncoder();
    const bytes = Uint8Array.from([...encoder.encode(before), ...name, ...encoder.encode(behind)]);
    const read = readContactFile(bytes, { country: 'DE' });
    expect(read.ok && read.value.contacts).toMatchObject([
      { texts: { displayName }, photo: Uint8Array.of(0, 1, 2) },
    ]);
  });
});
