import { describe, expect, it } from 'vitest';
import { fromPem, readNotAfter } from '../../../worker/graph/certificate.ts';
import { GraphError } from '../../../worker/graph/graph-error.ts';
import { CERTIFICATE, LONG_CERTIFICATE } from '../support/certificates.ts';

function endOf(der: Uint8Array): string {
  try {
    return new Date(readNotAfter(der)).toISOString();
  } catch (error) {
    return error instanceof GraphError ? error.code : String(error);
  }
}

describe('the expiry of a certificate', () => {
  it.each([
    ['of version 3, with the year in two digits', CERTIFICATE, '2036-03-01T12:00:00.000Z'],
    ['of version 1, with the year in four', LONG_CERTIFICATE, '2051-06-30T00:00:00.000Z'],
    ['in a single line', CERTIFICATE.replaceAll('\n', '\\n'), '2036-03-01T12:00:00.000Z'],
  ])('is read from one %s', (_what, pem, end) => {
    expect(endOf(fromPem(pem))).toBe(end);
  });

  it('is not guessed when the certificate is cut short anywhere', () => {
    const der = fromPem(CERTIFICATE);
    const ends = new Set(Array.from(der.keys(), (length) => endOf(der.subarray(0, length))));
    expect([...ends]).toEqual(['certificate_unreadable']);
  });

  it.each([
    ['nothing', []],
    ['bytes without a sequence', [0x04, 0x02, 0x05, 0x00]],
    ['an endless length', [0x30, 0xff, 1, 1]],
    ['an empty sequence', [0x30, 0x00]],
  ])('is not guessed from %s', (_what, bytes) => {
    expect(endOf(Uint8Array.from(bytes))).toBe('certificate_unreadable');
  });
});
