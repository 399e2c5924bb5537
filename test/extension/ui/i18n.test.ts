import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { LANGUAGES } from '../../../extension/settings/settings.ts';
import { writePreferences } from '../../../extension/settings/settings-store.ts';
import { loadMessages, messageLanguage, t, tCount } from '../../../extension/ui/i18n.ts';
import { MESSAGES, speak } from '../support/messages.ts';

const packaged = fileURLToPath(new URL('../../../extension/public', import.meta.url));
let fetched: string[];

beforeEach(async () => {
  speak('de');
  fetched = [];
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => path);
  vi.stubGlobal('fetch', async (path: string) => {
    if (path !== '/defaults.json') fetched.push(path);
    return new Response(readFileSync(packaged + path, 'utf8'));
  });
  await browser.storage.local.clear();
  await loadMessages();
});

describe('the language of the extension', () => {
  it('is the browser’s until the person chooses one', () => {
    expect(t('signIn')).toBe('Anmelden');
    expect(messageLanguage()).toBe('de');
    expect(fetched).toEqual([]);
  });

  it.each(LANGUAGES)('is %s for a person who chose it', async (language) => {
    await writePreferences({ language });
    await loadMessages();
    expect(messageLanguage()).toBe(language);
    expect(t('signIn')).toBe(MESSAGES[language].signIn?.message);
    expect(t('callNumber', '+49 30 23125')).toBe(
      MESSAGES[language].callNumber?.message.replace('$1', '+49 30 23125'),
    );
  });

  it('has its messages read once, and again after another choice', async () => {
    await writePreferences({ language: 'fr' });
    await loadMessages();
    await loadMessages();
    await writePreferences({ language: 'it' });
    await loadMessages();
    expect(fetched).toEqual(['/_locales/fr/messages.json', '/_locales/it/messages.json']);
    expect(t('signIn')).toBe('Accedi');
  });

  it('is the browser’s again after the choice is cleared', async () => {
    await writePreferences({ language: 'fr' });
    await loadMessages();
    await browser.storage.local.clear();
    await loadMessages();
    expect(t('signIn')).toBe('Anmelden');
  });

  it('puts values into messages literally', async () => {
    await writePreferences({ language: 'it' });
    await loadMessages();
    expect(t('nobodyMatches', '$& $1 $2')).toBe('Nessuno trovato per «$& $1 $2»');
  });
});

describe('a count in words', () => {
  // CLDR: French uses the singular for 0; French and Italian have a plural form of their own for millions.
  it.each([
    ['en', 0, '0 contacts found'],
    ['en', 1, '1 contact found'],
    ['en', 2, '2 contacts found'],
    ['de', 0, '0 Kontakte gefunden'],
    ['de', 1, '1 Kontakt gefunden'],
    ['de', 1_000_000, '1.000.000 Kontakte gefunden'],
    ['fr', 0, '0 contact trouvé'],
    ['fr', 1, '1 contact trouvé'],
    ['fr', 2, '2 contacts trouvés'],
    ['fr', 1_000_000, '1 000 000 contacts trouvés'],
    ['it', 0, '0 contatti trovati'],
    ['it', 1, '1 contatto trovato'],
    ['it', 1_000_000, '1.000.000 contatti trovati'],
  ] as const)('in %s, %i is: %s', async (language, count, words) => {
    await writePreferences({ language });
    await loadMessages();
    expect(tCount('foundOne', 'foundMany', count).replaceAll('\u202f', ' ')).toBe(words);
  });

  it.each(LANGUAGES)('covers every plural rule of %s', (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    expect(pluralCategories.filter((rule) => !['one', 'many', 'other'].includes(rule))).toEqual([]);
  });
});
