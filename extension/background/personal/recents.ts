import * as z from 'zod/mini';
import type { LookupAnswer } from '#shared/api.ts';
import type { StorageArea } from '../../auth/session.ts';
import { type Recent, recent } from '../../messages/messages.ts';
import { createTurns } from '../in-turn.ts';

/**
 * A person's last look-ups. Content scripts may read `storage.local`, and it stays on the disk. Names therefore lie in
 * `storage.session`: in memory, until the browser ends. Only the person who made the list sees it.
 */
export interface Recents {
  remember(looked: Recent): Promise<void>;
  /** Newest first. */
  list(): Promise<Recent[]>;
  forget(): Promise<void>;
}

export interface RecentsOptions {
  /** A storage area that content scripts cannot read and that is never written to disk. */
  area: StorageArea;
  /** Whether the settings want a list at all. */
  isOn(): Promise<boolean>;
  /** The signed-in person; undefined when nobody is. */
  owner(): Promise<string | undefined>;
}

const KEY = 'recents';
const MAX_RECENTS = 20;

const stored = z.object({ owner: z.string(), looked: z.array(recent) });

export function createRecents({ area, isOn, owner }: RecentsOptions): Recents {
  const inTurn = createTurns();

  /** The list of the signed-in person. A list of another person is deleted. */
  async function own(): Promise<z.infer<typeof stored> | undefined> {
    const person = (await isOn()) ? await owner() : undefined;
    const kept = stored.safeParse((await area.get(KEY))[KEY]).data;
    if (person !== undefined && kept?.owner === person) return kept;
    if (kept) await area.remove(KEY);
    return person === undefined ? undefined : { owner: person, looked: [] };
  }

  return {
    remember: (looked) =>
      inTurn(async () => {
        const kept = await own();
        if (!kept) return;
        const others = kept.looked.filter(({ e164 }) => e164 !== looked.e164);
        await area.set({ [KEY]: { ...kept, looked: [looked, ...others].slice(0, MAX_RECENTS) } });
      }),
    list: () => inTurn(async () => (await own())?.looked ?? []),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}

/** The entry of a look-up: the first of several contacts on the number, or the company alone for a company match. */
export function recentOf({ number, match, hits: [first] }: LookupAnswer): Recent {
  const { e164 } = number;
  if (!first) return { e164 };
  const { displayName, company } = first.contact;
  return {
    e164,
    ...(match === 'exact' && { name: displayName.slice(0, 256) }),
    ...(company !== undefined && { company: company.slice(0, 256) }),
  };
}
