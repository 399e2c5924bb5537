import { type FakePhoto, json, photoAnswer, refusal } from './fake-graph.ts';

interface FakeObject {
  id: string;
  [property: string]: unknown;
}

/**
 * A collection with the directory's change feed: whole objects, `$select` narrows them, 410 when the token is too old.
 * The local tenant cannot serve it, because its users and mail contacts are always whole: these lack properties, lose some
 * by `$select`, or change without a word in the feed.
 */
class Collection {
  readonly objects = new Map<string, FakeObject>();
  readonly #log: ({ id: string } & Record<string, unknown>)[] = [];
  readonly #name: string;
  #oldest = 0;
  pageSize = 2;
  /** Properties that `$select` loses, as orgContacts once did. */
  lostBySelect: readonly string[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  put(...objects: FakeObject[]): void {
    for (const object of objects) {
      this.objects.set(object.id, object);
      this.#log.push(object);
    }
  }

  /** Puts an object into the feed, whole or in part. */
  announce(item: { id: string } & Record<string, unknown>): void {
    this.#log.push(item);
  }

  remove(id: string, reason: 'changed' | 'deleted'): void {
    this.objects.delete(id);
    this.#log.push({ id, '@removed': { reason } });
  }

  forgetCursors(): void {
    this.#oldest = this.#log.length + 1;
  }

  one(id: string, url: URL): Response {
    const object = this.objects.get(id);
    return object
      ? json(this.#shown(object, url.searchParams.get('$select')))
      : refusal(404, 'Request_ResourceNotFound');
  }

  delta(url: URL): Response {
    const token = url.searchParams.get('$deltatoken') ?? url.searchParams.get('$skiptoken');
    const select = url.searchParams.get('$select');
    if (token === null) return this.#page([...this.objects.values()], 0, select, (skip) => `full.${skip}`);
    if (token === 'latest') return this.#end([], select);
    const [round, at = 0, skip = 0] = token.split('.').map((part, i) => (i === 0 ? part : Number(part)));
    if (round === 'full')
      return this.#page([...this.objects.values()], Number(at), select, (next) => `full.${next}`);
    if (Number(at) < this.#oldest)
      return refusal(410, 'SyncStateNotFound', { location: `${url.origin}${url.pathname}?$deltatoken=` });
    const changes = this.#log.slice(Number(at));
    return this.#page(changes, Number(skip), select, (next) => `changes.${at}.${next}`);
  }

  #page(
    items: readonly FakeObject[],
    skip: number,
    select: string | null,
    token: (skip: number) => string,
  ): Response {
    const value = items.slice(skip, skip + this.pageSize).map((item) => this.#shown(item, select));
    const next = skip + this.pageSize;
    if (next >= items.length) return this.#end(value, select);
    return json({ value, '@odata.nextLink': this.#link('$skiptoken', token(next), select) });
  }

  #end(value: readonly object[], select: string | null): Response {
    const link = this.#link('$deltatoken', `changes.${this.#log.length}`, select);
    return json({ value, '@odata.deltaLink': link });
  }

  #link(name: string, token: string, select: string | null): string {
    const more = select === null ? '' : `&$select=${select}`;
    return `http://127.0.0.1:9444/v1.0/${this.#name}/delta?${name}=${token}${more}`;
  }

  #shown(item: FakeObject, select: string | null): FakeObject {
    if (select === null) return item;
    const names = ['id', '@removed', ...select.split(',')].filter(
      (name) => !this.lostBySelect.includes(name),
    );
    return {
      id: item.id,
      ...Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name))),
    };
  }
}

/** Users, groups and mail contacts of a tenant. */
export class FakeDirectory {
  readonly users = new Collection('users');
  readonly contacts = new Collection('contacts');
  /** Ids of a group's members, nested ones included. */
  readonly groups = new Map<string, string[]>();
  /** By user and size, e.g. `96x96`. */
  readonly photos = new Map<string, Record<string, FakePhoto>>();

  answer(request: Request, url: URL): Response {
    const [kind, id = '', ...rest] = url.pathname.replace('/v1.0/', '').split('/').map(decodeURIComponent);
    const isAdvanced = request.headers.get('consistencylevel') === 'eventual';
    if (kind === 'groups')
      return isAdvanced ? this.#members(id, rest, url) : refusal(400, 'Request_UnsupportedQuery');
    const collection = kind === 'users' ? this.users : this.contacts;
    if (id === 'delta') return collection.delta(url);
    if (id === '$count')
      return isAdvanced ? new Response(String(collection.objects.size)) : refusal(400, 'Request_BadRequest');
    if (rest.length === 0) return collection.one(id, url);
    const sizes = this.photos.get(id) ?? {};
    const size = rest[0] === 'photos' ? rest[1] : Object.keys(sizes)[0];
    return photoAnswer(sizes[size ?? ''], rest.at(-1) === '$value');
  }

  #members(group: string, path: string[], url: URL): Response {
    const members = this.groups.get(group);
    if (!members) return refusal(404, 'Request_ResourceNotFound');
    if (path[2] === '$count') return new Response(String(members.length));
    if (path[1] !== 'microsoft.graph.user' || url.searchParams.get('$count') !== 'true')
      return refusal(400, 'Request_UnsupportedQuery');
    const skip = Number(url.searchParams.get('$skiptoken') ?? 0);
    const names = ['id', ...(url.searchParams.get('$select') ?? '').split(',')];
    const value = members
      .flatMap((id) => this.users.objects.get(id) ?? [])
      .map((user) => Object.fromEntries(Object.entries(user).filter(([name]) => names.includes(name))));
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(skip + 2));
    return json({
      value: value.slice(skip, skip + 2),
      ...(value.length > skip + 2 && { '@odata.nextLink': next.href }),
    });
  }
}
