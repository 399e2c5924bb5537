/** Delta tokens: the state of a round in an opaque string. This Graph can forget them as Microsoft's does. */
import { z } from 'zod';
import { fromBase64, toBase64Url, toBytes, toText } from './encoding.ts';
import { GraphRefusal } from './errors.ts';

const stateSchema = z.object({
  generation: z.number(),
  issuedAt: z.number(),
  /** The collection; the token is refused for any other. */
  scope: z.string(),
  phase: z.enum(['initial', 'changes']),
  /** Next slot (initial round) or next change (later rounds). */
  next: z.number(),
  /** Changes after this sequence number… */
  since: z.number(),
  /** …up to this one belong to the round; -1: the round has not begun. In an initial round: the last slot. */
  until: z.number(),
  select: z.array(z.string()).nullable(),
  pageSize: z.number().nullable(),
  isImmutable: z.boolean(),
});
export type DeltaState = z.infer<typeof stateSchema>;
export type DeltaPosition = Omit<DeltaState, 'generation' | 'issuedAt'>;

const DIRECTORY_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export class DeltaTokens {
  #generation = 157;
  /** Lowest living generation of each collection; the empty name stands for all. */
  readonly #oldest = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  write(position: DeltaPosition): string {
    const state: DeltaState = { ...position, generation: this.#generation, issuedAt: this.#now() };
    return toBase64Url(toBytes(JSON.stringify(state)));
  }

  /** A `directory` token dies after seven days, an `outlook` token only by eviction. Throws 410 for a dead token. */
  read(token: string, scope: string, life: 'outlook' | 'directory', emptyLink?: string): DeltaState {
    const state = parse(token);
    if (!state || state.scope !== scope) {
      throw new GraphRefusal(410, 'SyncStateInvalid', 'The sync state is invalid.');
    }
    const isExpired = life === 'directory' && this.#now() - state.issuedAt > DIRECTORY_LIFE_MS;
    const oldest = Math.max(this.#oldest.get('') ?? 0, this.#oldest.get(scope) ?? 0);
    if (state.generation < oldest || isExpired) this.#refuseGone(state, emptyLink);
    return state;
  }

  /** As when Exchange evicts its cache: every token issued so far, or each of one collection, answers 410. */
  forget(scope = ''): void {
    this.#generation += 8;
    this.#oldest.set(scope, this.#generation);
  }

  #refuseGone(state: DeltaState, emptyLink: string | undefined): never {
    const highest = this.#generation;
    throw new GraphRefusal(
      410,
      'SyncStateNotFound',
      `The sync state generation is not found; generation=${state.generation};[highest=${highest}][${highest}].`,
      emptyLink ? { Location: emptyLink } : {},
    );
  }
}

function parse(token: string): DeltaState | undefined {
  const bytes = fromBase64(token);
  if (!bytes) return undefined;
  try {
    return stateSchema.safeParse(JSON.parse(toText(bytes))).data;
  } catch {
    return undefined;
  }
}
