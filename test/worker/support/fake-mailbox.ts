import { type ContactContent, contactInputSchema, contentFrom } from '../../tenant/graph/contact-content.ts';
import type { Folder, StoredContact } from '../../tenant/graph/folder.ts';
import type { Graph } from '../../tenant/graph/graph.ts';
import type { Mailbox } from '../../tenant/graph/mailbox.ts';
import type { FakeContact, FakePhoto } from './fake-graph.ts';
import { mailboxOwner, openGraph } from './open-graph.ts';

/** One mailbox of the local tenant, with ids that a test chooses. */
export class FakeMailbox {
  /** By contact: MAPI properties, e.g. `String 0x3A21`. */
  readonly extended = new Map<string, Record<string, string>>();
  /** By contact. */
  readonly photos = new Map<string, FakePhoto>();
  pageSize = 2;
  knowsLiteralName = true;
  readonly #graph: Graph;
  readonly #mailbox: Mailbox;

  constructor(address = 'sales@nordwind.example') {
    const owner = mailboxOwner(address);
    this.#graph = openGraph([owner]);
    const mailbox = this.#graph.data.mailboxes.of(owner);
    if (!mailbox) throw new Error('not expected: no mailbox');
    mailbox.giveOwnId(mailbox.defaultFolder, 'default');
    this.#mailbox = mailbox;
  }

  addFolder(id: string, displayName: string, parent?: string): void {
    this.#mailbox.addFolder(displayName, parent === undefined ? null : this.#folder(parent), id);
  }

  renameFolder(id: string, displayName: string): void {
    this.#mailbox.renameFolder(this.#folder(id), displayName);
  }

  removeFolder(id: string): void {
    this.#mailbox.removeFolder(this.#folder(id));
  }

  put(folderId: string, ...contacts: FakeContact[]): void {
    const folder = this.#folder(folderId);
    for (const contact of contacts) {
      const there = this.#find(folder, contact.id);
      if (there) this.#mailbox.update(there, this.#content(contact));
      else this.#mailbox.create(this.#content(contact), folder, contact.id);
    }
  }

  /** What the feed says of the contact, whole or not. */
  announce(folderId: string, item: { id: string } & Record<string, unknown>): void {
    this.#mailbox.announce(this.#folder(folderId), item);
  }

  /** Changes a contact, and the feed does not say so. */
  putUnheard(folderId: string, contact: FakeContact): void {
    this.#required(folderId, contact.id).own = this.#content(contact);
  }

  move(id: string, folderId: string): void {
    const contact = this.#mailbox.find(id);
    if (!contact || contact === 'malformed') throw new Error(`not expected: contact ${id}`);
    this.#mailbox.move(contact, this.#folder(folderId));
  }

  remove(folderId: string, id: string): void {
    this.#mailbox.remove(this.#required(folderId, id));
  }

  /** Takes a contact away, and the feed does not say so. */
  removeUnheard(folderId: string, id: string): void {
    const contact = this.#required(folderId, id);
    contact.isDeleted = true;
    contact.folder.members[contact.slot] = null;
  }

  forgetCursors(folderId: string): void {
    this.#graph.forgetDeltaTokens(`contacts:${folderId}`);
  }

  /** `path` is what follows `/v1.0/users/{mailbox}`. */
  async answer(path: string, url: URL): Promise<Response> {
    // The tenant's mailboxes all know the name; whether each of Microsoft's does is not documented.
    const isLiteral = /^\/contactFolders\/Contacts$/i.test(path);
    if (isLiteral && !this.knowsLiteralName) return refuseId();
    const asked = new URL(url);
    const prefer = ['IdType="ImmutableId"'];
    // Tests count pages, so the test has the last word on their size.
    if (/\/contactFolders\/[^/]+\/contacts$/i.test(path)) asked.searchParams.set('$top', `${this.pageSize}`);
    if (path.endsWith('/delta')) prefer.push(`odata.maxpagesize=${this.pageSize}`);
    const headers = { authorization: 'Bearer graph-token', prefer: prefer.join(', ') };
    const response = await this.#graph.fetch(new Request(asked, { headers }));
    // The tenant calls an id malformed that is not its own; a test's id only belongs to nothing that is there.
    return response.status === 400 && (await isMalformed(response.clone())) ? refuseId() : response;
  }

  /** What the tenant holds true of a contact: what is no contact of Graph's it answers as it is. */
  #content(contact: FakeContact): ContactContent {
    const { id, ...fields } = contact;
    const input = contactInputSchema.safeParse(fields);
    const content = contentFrom(input.data ?? {});
    const { extended, photos } = this;
    return {
      ...content,
      raw: input.success ? undefined : contact,
      // Test pictures are a few bytes, of which a size cannot be read.
      photoType: 'image/png',
      photoSize: 96,
      get extended() {
        return Object.entries(extended.get(id) ?? {}).map(([tag, value]) => ({ id: tag, value }));
      },
      get photo() {
        const photo = photos.get(id);
        return photo ? () => photo.bytes : null;
      },
      get photoEtag() {
        return photos.get(id)?.etag;
      },
    };
  }

  #folder(id: string): Folder {
    const folder = this.#mailbox.folders.get(id);
    if (!folder) throw new Error(`not expected: folder ${id}`);
    return folder;
  }

  #find(folder: Folder, id: string): StoredContact | undefined {
    const found = this.#mailbox.find(id);
    return found !== 'malformed' && found?.folder === folder ? found : undefined;
  }

  #required(folderId: string, id: string): StoredContact {
    const contact = this.#find(this.#folder(folderId), id);
    if (!contact) throw new Error(`not expected: contact ${id}`);
    return contact;
  }
}

async function isMalformed(response: Response): Promise<boolean> {
  return (await response.text()).includes('ErrorInvalidIdMalformed');
}

function refuseId(): Response {
  return Response.json({ error: { code: 'ErrorItemNotFound', message: 'invented' } }, { status: 404 });
}
