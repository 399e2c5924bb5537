import type { Failure } from '#shared/failure.ts';
import { ok, type Result } from '#shared/result.ts';
import type { ShownLookup } from '../messages/messages.ts';
import type { DirectoryWithCopy } from '../offline/offline-directory.ts';
import type { ContactChoices } from './personal/contact-choices.ts';
import { type Recents, recentOf } from './personal/recents.ts';

type FindNumber = (text: string, signal?: AbortSignal) => Promise<Result<ShownLookup, Failure>>;

/** The one place that orders hits: cards, popup and caller cards all show the contact first that the person picked last. */
export function createFindNumber(options: {
  directory: Pick<DirectoryWithCopy, 'findNumber'>;
  choices: Pick<ContactChoices, 'inOrder'>;
  recents: Pick<Recents, 'remember'>;
}): {
  /** For an incoming call. */
  findNumber: FindNumber;
  /** For a look-up that the person meant: its result joins the recent ones. */
  findMeantNumber: FindNumber;
} {
  const { directory, choices, recents } = options;

  const findNumber: FindNumber = async (text, signal) => {
    const found = await directory.findNumber(text, signal);
    return found.ok ? ok(await choices.inOrder(found.value)) : found;
  };

  return {
    findNumber,
    async findMeantNumber(text, signal) {
      const found = await findNumber(text, signal);
      if (found.ok) void recents.remember(recentOf(found.value));
      return found;
    },
  };
}
