import type { ErasurePreview, ErasuresAnswer } from '#shared/admin-api.ts';
import { visibleContact } from '#shared/directory/field-view.ts';
import { encodeUtf8 } from '#shared/directory/utf8.ts';
import { toHex } from '#shared/hex.ts';
import type { AppDeps } from '../../deps.ts';
import type { Handlers } from '../../http/mount-operations.ts';
import { RequestFailure } from '../../http/problem.ts';
import { KEEP_SUPERSEDED_MS } from '../../snapshot/block-table.ts';
import { sha256 } from '../../snapshot/kv-store.ts';
import type { Erasure } from '../../sync/suppressions.ts';
import { iso } from '../source-status.ts';
import { askSource, type HeldContact, heldContacts } from './held-contacts.ts';

/** Time for a run, and for its blocks to spread. */
const GENERATION_MS = 60 * 60_000;

/** `/v1/admin/erasures`: erases contacts in two steps. The first shows them; the second erases them, if confirmed unchanged. */
export function erasureRoutes(deps: AppDeps): Pick<Handlers, 'erase' | 'listErasures' | 'undoErasure'> {
  return {
    erase: async ({ body: { confirm, ...naming }, context }) => {
      const { contacts, e164 } = await heldContacts(deps, context.get('principal'), naming);
      context.set('facts', { hits: contacts.length, ...(e164 !== undefined && { number: e164 }) });
      if (contacts.length === 0)
        throw new RequestFailure('not_found', { detail: 'Nothing is held of this number or contact.' });
      const seal = await sealOf(contacts);
      if (confirm === undefined) return { contacts: contacts.map(toPreview), confirm: seal };
      if (confirm !== seal) {
        const detail =
          'What would be erased has changed since it was shown. Ask without "confirm" and look again.';
        throw new RequestFailure('bad_request', { status: 409, detail });
      }
      const id = crypto.randomUUID();
      const erased = await eraseFromSources(deps, id, contacts);
      deps.log('contacts_erased', { requestId: context.get('requestId'), contacts: erased });
      return { id, erased, goneBy: iso(deps.now() + GENERATION_MS + KEEP_SUPERSEDED_MS) };
    },

    listErasures: async () => {
      const perSource = await Promise.all(
        deps.configuration.sources.map(async ({ id: source }) => {
          const listed = await askSource(() => deps.source(source).erasures());
          return listed.map((erasure) => ({ ...erasure, source }));
        }),
      );
      return { erasures: together(perSource.flat()) };
    },

    undoErasure: async ({ path: { id }, context }) => {
      const restored = await Promise.all(
        deps.configuration.sources.map((source) => askSource(() => deps.source(source.id).undoErasure(id))),
      );
      if (restored.every((contacts) => contacts === 0))
        throw new RequestFailure('not_found', { detail: 'There is no erasure with this id.' });
      deps.log('erasure_undone', { requestId: context.get('requestId') });
      return undefined;
    },
  };
}

/** Joins the parts of an erasure, since one by number may cover several sources. Newest first. */
function together(parts: readonly (Erasure & { readonly source: string })[]): ErasuresAnswer['erasures'] {
  const byId = new Map<string, ErasuresAnswer['erasures'][number]>();
  for (const { id, at, contacts, source } of parts) {
    const known = byId.get(id) ?? { id, at: iso(at), contacts: 0, sources: [] };
    byId.set(id, { ...known, contacts: known.contacts + contacts, sources: [...known.sources, source] });
  }
  return [...byId.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** A digest of the contacts that were shown: another contact, or a changed one, gives another seal. */
async function sealOf(contacts: readonly HeldContact[]): Promise<string> {
  const shown = contacts.map(({ source, contact }) => [source.id, contact]);
  const hash = await sha256(encodeUtf8(JSON.stringify(shown)));
  return toHex(hash);
}

function toPreview({ source, contact }: HeldContact): ErasurePreview['contacts'][number] {
  const { displayName, numbers } = visibleContact(contact, source.view);
  return {
    source: { id: source.id, name: source.name },
    contactId: contact.id,
    displayName,
    numbers: numbers.length,
  };
}

async function eraseFromSources(
  deps: AppDeps,
  erasureId: string,
  contacts: readonly HeldContact[],
): Promise<number> {
  const sourceIds = [...new Set(contacts.map(({ source }) => source.id))];
  const erased = await Promise.all(
    sourceIds.map((sourceId) => {
      const ids = contacts.filter(({ source }) => source.id === sourceId).map(({ contact }) => contact.id);
      return askSource(() => deps.source(sourceId).erase(erasureId, ids));
    }),
  );
  return erased.reduce((sum, contacts) => sum + contacts, 0);
}
