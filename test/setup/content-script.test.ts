import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildExtension } from './build.ts';

it('the script in every page has at most 30 kB, gzipped', () => {
  const bytes = readFileSync(join(buildExtension(), 'phone-numbers.js'));
  expect(gzipSync(bytes).length).toBeLessThanOrEqual(30_000);
});
