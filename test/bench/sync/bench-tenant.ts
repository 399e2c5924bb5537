import { z } from 'zod';
import { foundCompany } from '../../tenant/company/company.ts';
import { sharedMailbox } from '../../tenant/company/people.ts';
import { portrait } from '../../tenant/company/portrait.ts';
import { contentFrom } from '../../tenant/graph/contact-content.ts';
import type { Folder } from '../../tenant/graph/folder.ts';
import { createGraph, type Graph } from '../../tenant/graph/graph.ts';
import type { Mailbox } from '../../tenant/graph/mailbox.ts';
import { API_CLIENT_ID } from '../../tenant/ids.ts';
import { type Asked, GRAPH_MS, type Kind, MAILBOX, type Order } from './protocol.ts';
import type { VirtualClock } from './virtual-clock.ts';

const FEWEST_OF_COMPANY = 100;
/** Side of a photo; small photos are drawn faster. */
const PIXELS = 96;
const TOKEN_SECONDS = 3599;
const NUMBER = '+49 30 23125 999';

/** A tenant with one mailbox to measure, in place of the isolate's `fetch`. It records every request. */
export class BenchTenant {
  readonly asked: Asked[] = [];
  /** Called with each request; its promise delays the answer. */
  beforeAnswer: (kind: Kind) => Promise<void> | undefined = () => undefined;
  readonly #graph: Graph;
  readonly #mailbox: Mailbox;
  readonly #clock: VirtualClock;
  readonly #keys = new Set<string>();

  constructor(clock: VirtualClock, { seed, contacts, folders, isDisturbed }: Order) {
    this.#clock = clock;
    const now = () => Date.now();
    const data = foundCompany({ contacts: Math.max(contacts, FEWEST_OF_COMPANY), seed, now });
    const owner = sharedMailbox(MAILBOX, 'Bench');
    data.model.users.set(owner.id, owner);
    const mailbox = data.mailboxes.of(owner);
    if (!mailbox) throw new Error('a shared mailbox always has a mailbox');
    this.#mailbox = mailbox;
    const targets = foldersOf(mailbox, folders);
    const known = data.mailboxes
      .all()
      .flatMap((one) => [...one.living()].map((contact) => one.contentOf(contact)));
    known.slice(0, contacts).forEach((content, i) => {
      const folder = targets[i % targets.length] ?? mailbox.defaultFolder;
      const photo = () => portrait(`${seed} ${i}`, PIXELS);
      mailbox.addGenerated(-1, folder, now()).own = { ...content, photo };
    });
    this.#graph = createGraph({
      data,
      now,
      sleep: clock.sleep,
      latencyMs: GRAPH_MS,
      // The tenant would count requests of a killed worker as under way for ever.
      throttling: !isDisturbed,
      verifyGraphToken: async () => ({ ok: true, clientId: API_CLIENT_ID, roles: ['Contacts.Read'] }),
    });
  }

  get peak(): number {
    return Math.max(0, ...Object.values(this.#graph.throttle.peaks()));
  }

  install(entraUrl: string): void {
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.startsWith(entraUrl)) {
        await this.#clock.sleep(GRAPH_MS);
        return Response.json({ token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: 'invented' });
      }
      return await this.#answer(request);
    };
  }

  /** Adds one contact. */
  addOne(): void {
    const content = contentFrom({ displayName: 'Neuling', businessPhones: [NUMBER] });
    this.#mailbox.create(content, this.#mailbox.defaultFolder);
  }

  async #answer(request: Request): Promise<Response> {
    const all = (await urlsOf(request)).map((url): Asked => {
      const isRepeated = this.#keys.has(url);
      this.#keys.add(url);
      const atMs = Date.now();
      return { kind: kindOf(url), atMs, answeredAtMs: atMs, isRepeated };
    });
    this.asked.push(...all);
    for (const { kind } of all) await this.beforeAnswer(kind);
    const response = await this.#graph.fetch(request);
    for (const one of all) one.answeredAtMs = Date.now();
    return response;
  }
}

function foldersOf(mailbox: Mailbox, count: number): Folder[] {
  const { defaultFolder } = mailbox;
  const more = Array.from({ length: count - 1 }, (_, i) =>
    mailbox.addFolder(`Folder ${i + 2}`, defaultFolder),
  );
  return [defaultFolder, ...more];
}

const batch = z.object({ requests: z.array(z.object({ url: z.string() })) });

/** The URL of the request, or of each part of a batch. */
async function urlsOf(request: Request): Promise<string[]> {
  if (!request.url.endsWith('/$batch')) return [request.url];
  return batch.parse(await request.clone().json()).requests.map(({ url }) => url);
}

function kindOf(url: string): Kind {
  if (/\/photo(\/|$)/.test(url)) return 'photos';
  if (/\/contacts\/delta\b/.test(url)) return 'names';
  return /\/contacts(\/[^/$]+)?\?/.test(url) ? 'details' : 'folders';
}
