import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../extension/settings/settings.ts';
import { type Language, MESSAGES } from '../support/messages.ts';

const extension = fileURLToPath(new URL('../../../extension', import.meta.url));
const source = readdirSync(extension, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(extension, name), 'utf8'))
  .join('\n');
const KEYS = Object.keys(MESSAGES.en);
const TRANSLATIONS = LANGUAGES.filter((language) => language !== 'en');
const text = (language: Language, key: string) => MESSAGES[language][key]?.message ?? '';
const placeholders = (message: string) => (message.match(/\$\d/g) ?? []).sort();

describe.each(TRANSLATIONS)('the messages in %s', (language) => {
  it('have exactly the keys of the English ones', () => {
    expect(Object.keys(MESSAGES[language]).sort()).toEqual([...KEYS].sort());
  });

  it('have the same placeholders', () => {
    const differing = KEYS.filter(
      (key) =>
        JSON.stringify(placeholders(text(language, key))) !== JSON.stringify(placeholders(text('en', key))),
    );
    expect(differing).toEqual([]);
  });

  it('leave no sentence in English', () => {
    const isSentence = (message: string) => message.trim().split(/\s+/).length > 3;
    const left = KEYS.filter((key) => isSentence(text('en', key)) && text(language, key) === text('en', key));
    expect(left).toEqual([]);
  });

  it('address people formally', () => {
    const words = {
      de: 'du|dein|deine[mnrs]?|dich|dir',
      fr: 'tu|ton|tes|toi',
      it: 'tu|tuo|tua|tuoi|tue|ti',
    }[language];
    const familiar = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu');
    expect(KEYS.filter((key) => familiar.test(text(language, key)))).toEqual([]);
  });
});

describe('the messages of the extension', () => {
  it.each(LANGUAGES)('are never empty in %s, and name their language', (language) => {
    expect(KEYS.filter((key) => text(language, key).trim() === '')).toEqual([]);
    expect(text(language, 'languageTag')).toBe(language);
  });

  it('are all used', () => {
    const ofManifest = ['extensionName', 'extensionDescription', 'commandLookUp'];
    const unused = KEYS.filter(
      (key) => !ofManifest.includes(key) && !new RegExp(`['"]${key}['"]`).test(source),
    );
    expect(unused).toEqual([]);
  });

  it('exist for every key that the code uses', () => {
    const asked = [
      ...source.matchAll(/\bt(?:Count)?\('(\w+)'/g),
      ...source.matchAll(/\btCount\('\w+', '(\w+)'/g),
    ].map(([, key = '']) => key);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !KEYS.includes(key))).toEqual([]);
  });
});
