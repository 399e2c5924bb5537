import { describe, expect, it } from 'vitest';
import { checkPhoto } from '#shared/photo/check-photo.ts';
import { stripMetadata } from '../../../worker/photos/strip-metadata.ts';
import { asText, exifSegment, gif, jpeg, jpegSegment } from '../../support/photos.ts';

describe('a stored JPEG', () => {
  it('keeps its image bytes unchanged when it holds nothing else', () => {
    expect(stripMetadata(jpeg())).toEqual(jpeg());
  });

  it('reveals no place, time, camera or words, and carries no second image', () => {
    const extra = [
      ...exifSegment(1),
      ...jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
      ...jpegSegment(0xe2, 'MPF\0another picture'),
      ...jpegSegment(0xed, 'Photoshop 3.0\0caption'),
      ...jpegSegment(0xef, 'whatever'),
      ...jpegSegment(0xfe, '<script>alert(1)</script>'),
    ];
    const after = '\xff\xd8\xff\xe1 a whole second picture <script>';
    expect(stripMetadata(jpeg({ extra, after }))).toEqual(jpeg());
  });

  it('keeps the segments that its colours need', () => {
    const extra = [
      ...jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01profile'),
      ...jpegSegment(0xee, 'Adobe\0d\0\0\0\0\x01'),
    ];
    expect(stripMetadata(jpeg({ extra }))).toEqual(jpeg({ extra }));
  });

  it.each(['II', 'MM'] as const)('keeps its orientation, written as %s', (mark) => {
    const stripped = stripMetadata(jpeg({ extra: exifSegment(6, mark) }));
    expect(asText(stripped)).not.toMatch(/CAM|N52/);
    const exif = 'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0';
    expect(stripped).toEqual(jpeg({ extra: jpegSegment(0xe1, exif) }));
    expect(stripMetadata(stripped)).toEqual(stripped);
    expect(checkPhoto(stripped)).toMatchObject({ ok: true, width: 64, height: 48 });
  });

  it.each([0, 9, 65_535])('counts as upright when its orientation is %i', (value) => {
    expect(stripMetadata(jpeg({ extra: exifSegment(value) }))).toEqual(jpeg());
  });

  it.each([
    ['empty', 'Exif\0\0'],
    ['short', 'Exif\0\0MM\0*'],
    ['pointing nowhere', 'Exif\0\0MM\0*\xff\xff\xff\xff'],
    ['shorter than it claims', 'Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01'],
  ])('survives Exif that is %s', (_, content) => {
    expect(stripMetadata(jpeg({ extra: jpegSegment(0xe1, content) }))).toEqual(jpeg());
  });
});

describe('a photo of another type', () => {
  it('is stored as it came', () => {
    expect(stripMetadata(gif(9, 9))).toEqual(gif(9, 9));
  });
});
