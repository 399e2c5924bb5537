import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MARK_STYLE } from '../../../extension/page/shadow-root.ts';

it('marks inside and outside shadow trees have the same style', () => {
  const file = readFileSync(
    new URL('../../../extension/entrypoints/phone-marks.css', import.meta.url),
    'utf8',
  );
  const plain = (css: string) =>
    css
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .trim();
  expect(plain(MARK_STYLE)).toBe(plain(file));
});
