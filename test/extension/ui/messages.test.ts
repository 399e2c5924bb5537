import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../support/messages.ts';

const extension = fileURLToPath(new URL('../../../extension', import.meta.url));
const source = readdirSync(extension, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(extension, name), 'utf8'))
  .join('\n');
const placeholders = (text = '') => (text.match(/\$\d/g) ?? []).sort();

describe('the words of the extension', () => {
  it('are the same set in English and German', () => {
    expect(Object.keys(MESSAGES.de)).toEqual(Object.keys(MESSAGES.en));
  });

  it.each(Object.keys(MESSAGES.en))('%s takes the same values in both languages', (key) => {
    expect(placeholders(MESSAGES.de[key]?.message)).toEqual(placeholders(MESSAGES.en[key]?.message));
    expect(MESSAGES.de[key]?.message).not.toBe('');
  });

  it('are all used', () => {
    const ofManifest = ['extensionName', 'extensionDescription', 'commandLookUp'];
    const unused = Object.keys(MESSAGES.en).filter(
      (key) => !ofManifest.includes(key) && !source.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });
});
