import type { PhotoPath } from '#shared/api.ts';
import type { Failure } from '#shared/failure.ts';
import type { Result } from '#shared/result.ts';
import type { StorageArea } from '../../auth/session.ts';
import { type CallBudget, createCallBudget } from '../calls/call-budget.ts';
import { type BudgetKeeper, createBudgetKeeper } from './budget-keeper.ts';
import { type ContactChoices, createContactChoices } from './contact-choices.ts';
import { createPhotos, type Photos } from './photos.ts';
import { createRecents, type Recents, type RecentsOptions } from './recents.ts';

/** Holds all data of the signed-in person, and deletes it in one place: at sign-out, and when another person signs in. */
export interface Personal {
  choices: ContactChoices;
  recents: Recents;
  lookUpBudget: BudgetKeeper;
  callBudget: CallBudget;
  photos: Photos;
  forget(): Promise<void>;
}

export interface PersonalOptions {
  session: StorageArea;
  local: StorageArea;
  recents: Omit<RecentsOptions, 'area'>;
  now: () => number;
  fetchPhoto(photo: PhotoPath): Promise<Result<Uint8Array, Failure>>;
  /** Other holders of the person's data: open cards, the offline copy. */
  others(): readonly { forget(): unknown }[];
}

export function createPersonal(options: PersonalOptions): Personal {
  const { session, local } = options;
  const stores = {
    choices: createContactChoices(local),
    recents: createRecents({ area: session, ...options.recents }),
    lookUpBudget: createBudgetKeeper(session),
    callBudget: createCallBudget(session, options.now),
    photos: createPhotos(options.fetchPhoto),
  };
  return {
    ...stores,
    async forget() {
      await Promise.all([...Object.values(stores), ...options.others()].map((store) => store.forget()));
    },
  };
}
