import type { ExportAnswer } from '#shared/admin-api.ts';
import { visibleContact } from '#shared/directory/field-view.ts';
import { photoType } from '#shared/photo/check-photo.ts';
import type { AppDeps } from '../../deps.ts';
import { toVcard } from '../../formats/vcard.ts';
import type { Answer } from '../../http/mount-operations.ts';
import { readDirectory } from '../open-snapshot.ts';
import { type HeldContact, heldContacts } from './held-contacts.ts';

/** `GET /v1/admin/export`: the contacts stored for a number or id, as JSON or vCard. Names the fields that rules withhold. */
export function exportRoute(deps: AppDeps): Answer<'exportPerson'> {
  return async ({ query, context }) => {
    const held = await heldContacts(deps, context.get('principal'), query);
    const { e164 } = held;
    context.set('facts', { hits: held.contacts.length, ...(e164 !== undefined && { number: e164 }) });
    const contacts = await Promise.all(held.contacts.map((one) => exported(deps, one)));
    context.header('vary', 'accept');
    if (!/\btext\/vcard\b/i.test(context.req.header('accept') ?? '')) return { contacts };
    const cards = contacts.map(({ source, contact, picture }) =>
      toVcard(contact, { uid: `urn:ringcard:${source.id}:${contact.id}`, picture }),
    );
    return context.body(cards.join(''), 200, {
      'content-type': 'text/vcard; charset=utf-8',
      'content-disposition': 'attachment; filename="export.vcf"',
    });
  };
}

async function exported(
  deps: AppDeps,
  { source, contact }: HeldContact,
): Promise<ExportAnswer['contacts'][number]> {
  const visible = visibleContact(contact, source.view);
  const { photo } = visible;
  const bytes = photo && (await readDirectory(() => deps.readPhoto(source.id, photo)));
  const type = bytes ? photoType(bytes) : undefined;
  return {
    source: { id: source.id, name: source.name },
    contact: visible,
    ...(bytes && type && { picture: `data:${type};base64,${toBase64(bytes)}` }),
    ...(source.view && { withheld: [...source.view.hidden].sort() }),
  };
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
