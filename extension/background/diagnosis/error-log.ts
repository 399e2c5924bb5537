import * as z from 'zod/mini';
import { type FailureCode, failureCode } from '#shared/failure.ts';
import type { StorageArea } from '../../auth/session.ts';
import { errorText, reduceError } from '../../diagnosis/reduce-error.ts';
import type { ToBackground } from '../../messages/messages.ts';
import { type ReducedError, reducedError } from '../../messages/reduced-error.ts';
import { createTurns } from '../in-turn.ts';
import type { PortName } from '../ports.ts';
import type { PagePath } from '../speaker.ts';

/** The last errors, reduced, in `storage.session`: they outlast the background's sleep and go with the browser or at sign-out. */

type Where =
  | 'background'
  | 'offscreen'
  | `port ${PortName}`
  | `message ${ToBackground['type']}`
  | `page ${PagePath}`;

export const MAX_ERRORS = 50;
const KEY = 'diagnosis';

const loggedError = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  where: z.string().check(z.regex(/^[a-z]+(?: [a-z./-]{1,40})?$/)),
  error: reducedError,
});
export type LoggedError = z.infer<typeof loggedError>;

/** How the last test of the connection ended. */
const lastTest = z.object({ at: z.number(), code: z.union([z.literal('good'), failureCode]) });
export type LastTest = z.infer<typeof lastTest>;

const stored = z.object({ errors: z.array(loggedError), lastTest: z.optional(lastTest) });
type Stored = z.infer<typeof stored>;

export interface ErrorLog {
  note(where: Where, thrown: unknown): Promise<void>;
  /** An error that another context has reduced. */
  add(where: Where, error: ReducedError): Promise<void>;
  noteTest(code: 'good' | FailureCode): Promise<void>;
  /** Oldest first. */
  read(): Promise<Stored>;
  forget(): Promise<void>;
}

export function createErrorLog(options: {
  area: StorageArea;
  now: () => number;
  /** The extension's own, without a slash at its end. */
  origin: string;
  /** The browser's console. */
  say(text: string): void;
}): ErrorLog {
  const { area, now } = options;
  const inTurn = createTurns();

  async function read(): Promise<Stored> {
    return stored.safeParse((await area.get(KEY))[KEY]).data ?? { errors: [] };
  }

  function change(changed: (kept: Stored) => Stored): Promise<void> {
    const done = inTurn(async () => area.set({ [KEY]: changed(await read()) }));
    // A log that cannot be written must not become an error to log.
    return done.catch(() => undefined);
  }

  const add: ErrorLog['add'] = (where, error) => {
    const at = now();
    return change((kept) => ({ ...kept, errors: [...kept.errors, { at, where, error }].slice(-MAX_ERRORS) }));
  };

  return {
    add,
    note(where, thrown) {
      const error = reduceError(thrown, options.origin);
      options.say(`${where}: ${errorText(error)}`);
      return add(where, error);
    },
    noteTest: (code) => change((kept) => ({ ...kept, lastTest: { at: now(), code } })),
    read: () => inTurn(read),
    forget: () => inTurn(() => area.remove(KEY)),
  };
}
