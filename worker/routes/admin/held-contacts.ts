import type { Contact } from '#shared/contact.ts';
import { readNumber } from '#shared/phone/normalise.ts';
import type { Device } from '../../access/device.ts';
import { groupsOf, type OpenSource, openTo } from '../../access/open-sources.ts';
import type { Principal } from '../../access/principal.ts';
import type { AppDeps } from '../../deps.ts';
import { RequestFailure } from '../../http/problem.ts';
import { readCountry } from '../../http/read-query.ts';
import type { Holder } from '../../sync/source.ts';

/** Names contacts: by a number, or by source and contact id. */
export interface Naming {
  readonly number?: string | undefined;
  readonly country?: string | undefined;
  readonly source?: string | undefined;
  readonly contactId?: string | undefined;
}

export interface HeldContact {
  readonly source: OpenSource;
  /** The whole contact as stored, including fields that the principal may not see. */
  readonly contact: Contact;
}

export interface Held {
  readonly e164?: string;
  readonly contacts: readonly HeldContact[];
}

const RETRY_SECONDS = 30;

/**
 * Asks the sources themselves for contacts: they are newer than the published ones, and complete. Throws RequestFailure,
 * also when a single source does not answer: a partial answer would pass for the whole.
 */
export async function heldContacts(
  deps: AppDeps,
  principal: Principal | Device,
  naming: Naming,
): Promise<Held> {
  const { who, sourceId } = readNaming(deps, naming);
  const asked = (await sourcesOf(deps, principal)).filter(
    ({ id }) => sourceId === undefined || id === sourceId,
  );
  if (asked.length === 0)
    throw new RequestFailure('not_found', { detail: 'There is no source with this id.' });
  const found = await Promise.all(
    asked.map(async (source) => {
      const contacts = await askSource(() => deps.source(source.id).holding(who));
      return contacts.map((contact) => ({ source, contact }));
    }),
  );
  return { ...('e164' in who && { e164: who.e164 }), contacts: found.flat() };
}

/** Asks a Source. Its outage is reported as an outage of the directory. */
export async function askSource<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new RequestFailure('directory_unavailable', {
      retryAfterSeconds: RETRY_SECONDS,
      reason: 'source_unreachable',
      cause,
    });
  }
}

function readNaming(deps: AppDeps, naming: Naming): { who: Holder; sourceId: string | undefined } {
  const { number, country, source, contactId } = naming;
  if (number === undefined) return { who: { contactId: contactId ?? '' }, sourceId: source };
  const read = readNumber(number, readCountry(country, deps.configuration.country));
  if (!read) throw new RequestFailure('not_a_number');
  return { who: { e164: read.e164 }, sourceId: source };
}

/** Every configured source, with no more of its fields than the principal's groups allow. */
async function sourcesOf(
  { configuration, membership }: AppDeps,
  principal: Principal | Device,
): Promise<OpenSource[]> {
  const { sources } = configuration;
  if (principal.kind !== 'person') return sources.map((source) => openTo(source, new Set()));
  const groups = await membership(principal, groupsOf(sources));
  if (groups.ok) return sources.map((source) => openTo(source, groups.value.groups));
  const { code, cause } = groups.failure;
  throw new RequestFailure(code, { retryAfterSeconds: RETRY_SECONDS, reason: cause.code, cause });
}
