import { type Contact, type ContactNumber, contact as contactSchema } from '#shared/contact.ts';
import type { SourceConfig } from '#shared/source-config.ts';
import { createGraphClient } from '../../../worker/graph/client.ts';
import { MailboxGate } from '../../../worker/graph/gate.ts';
import { createSourceReader } from '../../../worker/sources/source-kind.ts';
import type { SourceReader } from '../../../worker/sources/source-reader.ts';
import { contactId } from '../../../worker/sync/contact-id.ts';
import { contactOf } from '../../../worker/sync/contact-row.ts';
import { GRAPH_URL } from '../support/settings.ts';
import type { Microsoft } from './microsoft.ts';

/** A contact as comparable text with its properties in a fixed order. Its photo is left out, because it arrives at any time. */
export function stateOf({ photo: _photo, ...contact }: Contact): string {
  return JSON.stringify(contactSchema.parse(contact));
}

interface Known {
  /** Undefined when it is gone. */
  now: Contact | undefined;
  /** Every state that the tenant ever had of it. */
  states: Map<string, Contact>;
  wasFirst: boolean;
}

/** Everything that the tenant holds and ever held, read directly, without faults and without the sync. */
export class Truth {
  readonly #readers: ReadonlyMap<string, SourceReader>;
  /** By source, then by our id. */
  readonly #known: ReadonlyMap<string, Map<string, Known>>;
  #looks = 0;

  constructor(microsoft: Microsoft, sources: readonly SourceConfig[]) {
    const graph = createGraphClient({
      graphUrl: GRAPH_URL,
      tokens: { current: async () => 'clean', renew: async () => 'clean' },
      gate: new MailboxGate(),
      fetch: (input, init) => microsoft.clean.fetch(new Request(input, init)),
      now: () => Date.now(),
      sleep: async () => {},
    });
    this.#readers = new Map(sources.map((config) => [config.id, createSourceReader(config, graph)]));
    this.#known = new Map(sources.map(({ id }) => [id, new Map()]));
  }

  /** Must be called after each change of the tenant. */
  async look(): Promise<void> {
    for (const [sourceId, reader] of this.#readers) {
      const known = this.#of(sourceId);
      for (const one of known.values()) one.now = undefined;
      for (const [origin, contact] of await readAll(reader)) {
        const ours = { ...contact, id: await contactId(sourceId, origin) };
        const one = known.get(ours.id) ?? { now: undefined, states: new Map(), wasFirst: this.#looks === 0 };
        one.now = ours;
        one.states.set(stateOf(ours), ours);
        known.set(ours.id, one);
      }
    }
    this.#looks++;
  }

  count(sourceId: string): number {
    return this.now(sourceId).length;
  }

  now(sourceId: string): Contact[] {
    return [...this.#of(sourceId).values()].flatMap(({ now }) => now ?? []);
  }

  /** Contacts that exist since the beginning, never changed, and carry a number. */
  unchanged(sourceId: string): Contact[] {
    return [...this.#of(sourceId).values()].flatMap(({ now, states, wasFirst }) =>
      now && wasFirst && states.size === 1 && now.numbers.length > 0 ? [now] : [],
    );
  }

  /**
   * Whether the tenant ever held the contact in this state. Numbers may be missing or outdated: the change feed cannot
   * carry all of them, so some are read later.
   */
  wasEver(sourceId: string, contact: Contact): boolean {
    const states = [...(this.#of(sourceId).get(contact.id)?.states.values() ?? [])];
    const numbers = new Set(states.flatMap((state) => state.numbers.map(({ e164 }) => e164)));
    const withoutNumbers = (one: Contact) => stateOf({ ...one, numbers: [] });
    return (
      states.some((state) => withoutNumbers(state) === withoutNumbers(contact)) &&
      contact.numbers.every(({ e164 }) => numbers.has(e164))
    );
  }

  /** Present and former numbers whose answer differs from the tenant's truth. */
  async wrongNumbers(
    sourceId: string,
    lookUp: (e164: string) => Promise<readonly Contact[]>,
  ): Promise<string[]> {
    const expected = new Map<string, Set<string>>();
    for (const { now, states } of this.#of(sourceId).values()) {
      for (const contact of states.values()) {
        for (const { e164 } of contact.numbers) expected.set(e164, expected.get(e164) ?? new Set());
      }
      for (const { e164 } of now?.numbers ?? []) if (now) expected.get(e164)?.add(stateOf(now));
    }
    const wrong: string[] = [];
    for (const [e164, states] of expected) {
      const found = (await lookUp(e164)).map(stateOf);
      if (found.sort().join('\n') !== [...states].sort().join('\n')) wrong.push(e164);
    }
    return wrong;
  }

  #of(sourceId: string): Map<string, Known> {
    const known = this.#known.get(sourceId);
    if (!known) throw new Error(`not expected: source ${sourceId}`);
    return known;
  }
}

/** All contacts, by the source's own id. */
async function readAll(reader: SourceReader): Promise<Map<string, Contact>> {
  const found = new Map<string, Contact>();
  const details = new Map<string, readonly ContactNumber[]>();
  for (const part of await reader.listParts()) {
    for (let page = await reader.firstPage(part); ; page = await reader.nextPage(part, page.next)) {
      for (const change of page.changes) {
        if (change.type === 'upsert') found.set(change.contact.id, change.contact);
      }
      if (page.next === undefined) break;
    }
    for (let link: string | undefined; reader.details; ) {
      const more = await reader.details.list(part, link);
      for (const [id, numbers] of more.details) details.set(id, numbers);
      link = more.next;
      if (link === undefined) break;
    }
  }
  return new Map([...found].map(([id, contact]) => [id, whole(contact, details.get(id) ?? [])]));
}

function whole(contact: Contact, details: readonly ContactNumber[]): Contact {
  const json = JSON.stringify(contact);
  return contactOf({ json, details: details.length === 0 ? null : JSON.stringify(details), photo: null });
}
