import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPhoto, MAX_PHOTO_BYTES, photoType } from '../../../shared/photo/check-photo.ts';
import { exifSegment, fromText, gif, jpeg, png, webp } from '../../support/photos.ts';
import { casesOf } from '../../support/sample.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';

describe('a photo that may be shown', () => {
  it.each([
    ['a JPEG', jpeg({ width: 240, height: 320 }), 'image/jpeg', 240, 320],
    ['a JPEG with metadata before its frame', jpeg({ extra: exifSegment(6) }), 'image/jpeg', 64, 48],
    ['a JPEG with filling before a marker', jpeg({ extra: [0xff, 0xff] }), 'image/jpeg', 64, 48],
    ['a PNG', png(96, 97), 'image/png', 96, 97],
    ['a GIF', gif(48, 64), 'image/gif', 48, 64],
    ['a lossy WebP', webp('VP8 ', 300, 200), 'image/webp', 300, 200],
    ['a lossless WebP', webp('VP8L', 300, 1200), 'image/webp', 300, 1200],
    ['an extended WebP', webp('VP8X', 1000, 2000), 'image/webp', 1000, 2000],
    ['a single row of pixels', png(100, 1), 'image/png', 100, 1],
    ['as large as photos may be', png(2000, 2000), 'image/png', 2000, 2000],
  ])('is %s', (_, bytes, type, width, height) => {
    expect(checkPhoto(bytes)).toEqual({ ok: true, type, width, height });
  });
});

describe('a refused photo', () => {
  it.each([
    ['nothing at all', new Uint8Array(0), 'photo_empty'],
    ['SVG', fromText(SVG), 'photo_type_unknown'],
    [
      'SVG behind a byte order mark',
      fromText(`\xef\xbb\xbf  \n<?xml version="1.0"?>${SVG}`),
      'photo_type_unknown',
    ],
    ['HTML', fromText('<!doctype html><script>alert(1)</script>'), 'photo_type_unknown'],
    ['RIFF that is no WebP', fromText(`RIFF\x1a\0\0\0WAVE${' '.repeat(30)}`), 'photo_type_unknown'],
    ['BMP', fromText(`BM${'\0'.repeat(60)}`), 'photo_type_unknown'],
    ['a JPEG of nothing but its beginning and end', fromText('\xff\xd8\xff\xd9'), 'photo_damaged'],
    ['a JPEG cut before its frame', jpeg().subarray(0, 9), 'photo_damaged'],
    ['a JPEG cut before its scan', jpeg().subarray(0, 33), 'photo_damaged'],
    ['a JPEG without height', jpeg({ height: 0 }), 'photo_damaged'],
    ['a PNG cut inside its header', png(10, 10).subarray(0, 20), 'photo_damaged'],
    ['a GIF that is a script as well', fromText('GIF89a/*\0\0\xff\0,\0*/=1;alert(1)//'), 'photo_damaged'],
    ['a PNG that would fill the memory', png(30_000, 30_000), 'photo_too_many_pixels'],
    ['one row of pixels too large', png(2000, 2001), 'photo_too_many_pixels'],
    ['a small GIF with a huge frame', gif(10, 10, [65_535, 65_535]), 'photo_too_many_pixels'],
    ['one pixel, as Graph documents "no photo"', gif(1, 1), 'photo_blank'],
    ['one byte too long', new Uint8Array(MAX_PHOTO_BYTES + 1), 'photo_too_large'],
  ])('is %s', (_, bytes, code) => {
    expect(checkPhoto(bytes)).toEqual({ ok: false, code });
  });

  it('never throws, however its bytes are cut or changed', () => {
    const images = [
      jpeg({ extra: exifSegment(3) }),
      png(9, 9),
      gif(9, 9),
      webp('VP8 ', 9, 9),
      webp('VP8X', 9, 9),
    ];
    const change = fc.record({
      image: fc.constantFrom(...images),
      length: fc.nat(120),
      at: fc.nat(120),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ image, length, at, value }) => {
        const bytes = image.slice(0, length);
        if (at < bytes.length) bytes[at] = value;
        const checked = checkPhoto(bytes);
        expect(checked.ok ? checked.type : undefined).toBe(checked.ok ? photoType(bytes) : undefined);
        if (checked.ok) expect(checked.width * checked.height).toBeLessThanOrEqual(4_000_000);
      }),
      { numRuns: casesOf({ sample: 1000, whole: 10_000 }) },
    );
  });
});

describe('photos made to do harm', () => {
  const file = new URL('../../data/attacks/photo_attacks.json', import.meta.url);
  const SERVED_AS_THEIR_TYPE = ['mouseover-xss-ecs.jpeg', 'onclick-xss-ecs.jpeg'];

  it('are refused, except two that are real images: 24 of 24', () => {
    const { photos }: { photos: { name: string; b64: string }[] } = JSON.parse(readFileSync(file, 'utf8'));
    expect(photos).toHaveLength(24);
    for (const { name, b64 } of photos) {
      const checked = checkPhoto(Buffer.from(b64, 'base64'));
      if (SERVED_AS_THEIR_TYPE.includes(name)) expect(checked, name).toMatchObject({ type: 'image/jpeg' });
      else expect(checked.ok, name).toBe(false);
    }
  });

  it('have the type of their first bytes, whatever their name says', () => {
    expect(photoType(fromText('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9'))).toBe(
      'image/jpeg',
    );
    expect(photoType(fromText(SVG))).toBeUndefined();
  });
});
