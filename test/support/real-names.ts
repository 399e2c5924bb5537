import { openSnapshot } from '#shared/answers/answer-source.ts';
import { answerSearch } from '#shared/answers/search-answer.ts';
import type { Contact } from '#shared/contact.ts';
import { DirectoryReader } from '#shared/directory/reader.ts';
import { directory } from '../bench/data/directory.ts';
import { aContact } from './contacts.ts';
import { MemoryStore, sha256 } from './memory-store.ts';

/** A directory of invented people in which some have the names of a test, asked as `GET /v1/search` asks. */

/** How address books divide a name. */
export const DIVISIONS = {
  'first word is the given name': ([first = '', ...rest]: string[]) => ({
    givenName: first,
    surname: rest.join(' '),
  }),
  'last word is the surname': (words: string[]) => ({
    givenName: words.slice(0, -1).join(' '),
    surname: words.at(-1) ?? '',
  }),
  'name is not divided': () => ({}),
} satisfies Record<string, (words: string[]) => Partial<Contact>>;
export type Division = keyof typeof DIVISIONS;

const OTHERS = 250;

const SOURCE = { id: 'sales', name: 'Sales', priority: 1, country: 'DE', companyMatch: undefined } as const;

export interface Asked {
  /** The names that are found, best first. */
  find(text: string): Promise<string[]>;
}

export async function directoryOf(
  names: readonly string[],
  division: Division,
  more: readonly Contact[] = [],
): Promise<Asked> {
  const store = new MemoryStore();
  const named = names.map((displayName) => {
    const words = displayName.split(' ');
    const isCompany = COMPANY.test(displayName);
    if (isCompany || words.length < 2) return aContact({ displayName, company: displayName, numbers: [] });
    return aContact({ displayName, ...DIVISIONS[division](words), numbers: [] });
  });
  const others = [...directory('real-names', OTHERS)].map(({ contact }) => contact);
  await store.publish('sales', [...named, ...more, ...others]);
  const reader = new DirectoryReader({ store, digest: sha256, now: () => 0, headMaxAgeMs: 1 });
  const snapshot = await reader.open();
  if (!snapshot) throw new Error('nothing was published');
  const open = openSnapshot(snapshot, [SOURCE], 0);
  return {
    async find(text) {
      const { answer } = await answerSearch(open, { text, place: { country: 'DE' }, limit: 10 });
      return answer.hits.map(({ contact }) => contact.displayName);
    },
  };
}

const COMPANY = /muster|betrieb|autoteile|gmbh|bank/i;
