import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import type { ShownLookup, Spelled } from '../../messages/messages.ts';
import type { DirectoryWithCopy } from '../../offline/offline-directory.ts';
import type { Personal } from '../personal/personal.ts';
import type { HandlersOf } from '../router.ts';
import { numbersOf } from '../spell-numbers.ts';
import { passOn } from '../worker-questions.ts';

type ContactHandlers = HandlersOf<
  | 'search-contacts'
  | 'look-up-number'
  | 'choose-contact'
  | 'read-recents'
  | 'clear-recents'
  | 'read-photo'
  | 'ask-worker'
>;

/** Handlers of the extension pages' requests about contacts. */
export function createContactHandlers(options: {
  directory: DirectoryWithCopy;
  findMeantNumber(text: string): Promise<Result<ShownLookup, Failure>>;
  spell(numbers: Iterable<string>): Promise<Spelled>;
  personal: Pick<Personal, 'choices' | 'recents' | 'photos'>;
}): ContactHandlers {
  const { directory, spell } = options;
  const { choices, recents, photos } = options.personal;
  return {
    async 'search-contacts'({ query }) {
      const found = await directory.search(query);
      return found.ok ? ok({ answer: found.value, spelled: await spell(numbersOf(found.value)) }) : found;
    },
    async 'look-up-number'({ text }) {
      const found = await options.findMeantNumber(text);
      if (!found.ok) return found;
      const spelled = await spell([found.value.number.e164, ...numbersOf(found.value)]);
      return ok({ answer: found.value, spelled });
    },
    async 'choose-contact'({ chosen, asked, recent }) {
      if (asked !== undefined) await choices.remember(asked, chosen);
      if (recent) await recents.remember(recent);
      return ok(null);
    },
    async 'read-recents'() {
      const list = await recents.list();
      return ok({ recents: list, spelled: await spell(list.map(({ e164 }) => e164)) });
    },
    async 'clear-recents'() {
      await recents.forget();
      return ok(null);
    },
    'read-photo': ({ photo }) => photos.read(photo),
    'ask-worker': (question, speaker) => passOn(directory, speaker, question),
  };
}
