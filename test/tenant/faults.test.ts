import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultSchema } from './control/fault.ts';
import { toBase64 } from './graph/encoding.ts';
import { CUSTOMERS, IMMUTABLE, openGraph } from './graph/graph-for-tests.ts';
import { API_CLIENT_ID } from './ids.ts';

type Opened = Awaited<ReturnType<typeof openGraph>>;
let open: Opened;
const NOW = Date.UTC(2026, 2, 1, 12);
const NEXT = '@odata.nextLink';
const DELTA = '@odata.deltaLink';

beforeEach(async () => {
  open = await openGraph({}, { now: () => NOW });
});
afterEach(() => open.graph.close());

const delta = () =>
  `/users/${CUSTOMERS}/contactFolders/${encodeURIComponent(open.folder('Deutschland').id)}/contacts/delta`;
const living = () => open.folder('Deutschland').members.flatMap((contact) => contact ?? []);
const order = (fault: object, match: object = {}) =>
  open.graph.faults.add(faultSchema.parse({ match: { path: '*/contacts/delta', ...match }, ...fault }));
const page = () => open.ask(delta(), { prefer: `${IMMUTABLE}, odata.maxpagesize=5` });
/** The answer as a client without a parser sees it. */
const raw = async () => {
  const headers = { authorization: `Bearer ${API_CLIENT_ID}`, prefer: 'odata.maxpagesize=5' };
  const response = await fetch(`${open.graph.url}/v1.0${delta()}`, { headers, redirect: 'manual' });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe('a fault', () => {
  it('lets the ordered number of requests pass first, and then comes as often as ordered', async () => {
    order({ after: 2, times: 2, status: 503 });
    const seen = [];
    for (let at = 0; at < 6; at++) seen.push((await page()).status);
    expect(seen).toEqual([200, 200, 503, 503, 200, 200]);
  });
  it('can wait for a part of the query string', async () => {
    order({ status: 410, body: { error: { code: 'SyncStateNotFound' } } }, { query: '$deltatoken' });
    const { deltaLink } = await open.round(delta());
    const answer = await open.ask(deltaLink, { prefer: IMMUTABLE });
    expect([answer.status, answer.body.error.code]).toEqual([410, 'SyncStateNotFound']);
  });
  it("fills the time and the request's own address into headers", async () => {
    order({ status: 302, headers: { Location: '{self}', 'Retry-After': '{now+10s}' } });
    const { response } = await raw();
    expect(response.headers.get('location')).toContain(`${open.graph.url}/v1.0/users/`);
    expect(response.headers.get('retry-after')).toBe('Sun, 01 Mar 2026 12:00:10 GMT');
    expect(response.headers.get('date')).toBe('Sun, 01 Mar 2026 12:00:00 GMT');
  });
  it('answers text and bytes as they are, with any content type', async () => {
    order({ status: 200, headers: { 'Content-Type': 'text/html' }, text: '<html>ok' });
    order({ status: 200, base64: toBase64(Uint8Array.of(0xc3, 0x28)) });
    const first = await raw();
    expect(first.response.headers.get('content-type')).toBe('text/html');
    expect(new TextDecoder().decode(first.bytes)).toBe('<html>ok');
    expect([...(await raw()).bytes]).toEqual([0xc3, 0x28]);
  });
  it.each([[{ error: {} }], [{}], [{ value: null }], [{ value: 'x' }], [[]]])(
    'answers 200 with %j',
    async (body) => {
      order({ status: 200, body });
      expect(await page()).toMatchObject({ status: 200, body });
    },
  );
});

describe('the bytes of a true answer', () => {
  it('can begin with a byte order mark', async () => {
    order({ bytes: 'bom' });
    const { bytes } = await raw();
    expect([...bytes.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
  });
  it('can be invalid UTF-8 inside one name', async () => {
    order({ bytes: 'invalid-utf8' });
    const { bytes } = await raw();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    const { value } = JSON.parse(new TextDecoder().decode(bytes));
    expect([value.length, value[0].displayName.startsWith('\ufffd(')]).toEqual([5, true]);
  });
  it('can be cut off', async () => {
    order({ bytes: 'truncated' });
    const { bytes } = await raw();
    expect(() => JSON.parse(new TextDecoder().decode(bytes))).toThrow(SyntaxError);
  });
  it('can break off with the connection', async () => {
    order({ dropAfterBytes: 100 });
    await expect(raw()).rejects.toThrow('terminated');
    expect((await raw()).response.status).toBe(200);
  });
  it('can come byte by byte', async () => {
    let pauses = 0;
    const slow = await openGraph({}, { sleep: async () => void pauses++ });
    slow.graph.faults.add(faultSchema.parse({ match: { path: '/groups' }, dripMs: 1000 }));
    const { body } = await slow.ask('/groups?$select=id&$top=1');
    await slow.graph.close();
    expect(body.value).toHaveLength(1);
    expect(pauses).toBeGreaterThan(100);
  });
});

describe('the links of a page', () => {
  it.each([
    ['without nextLink', { nextLink: null }, [undefined, undefined]],
    ['with both links', { deltaLink: '{next}' }, [expect.any(String), expect.stringContaining('skiptoken')]],
    ['with a foreign nextLink', { nextLink: 'https://evil.example/' }, ['https://evil.example/', undefined]],
    [
      'with a foreign deltaLink',
      { nextLink: null, deltaLink: '//evil.example' },
      [undefined, '//evil.example'],
    ],
  ])('come %s', async (_name, change, expected) => {
    order({ page: change });
    const { body } = await page();
    expect([body[NEXT], body[DELTA]]).toEqual(expected);
    expect(body.value).toHaveLength(5);
  });
  it('can lead to the same page for ever', async () => {
    order({ page: { nextLink: '{self}', deltaLink: null }, times: 3 });
    const first = await page();
    const second = await open.ask(first.body[NEXT], { prefer: `${IMMUTABLE}, odata.maxpagesize=5` });
    expect(second.body[NEXT]).toBe(first.body[NEXT]);
    expect(second.body.value).toEqual(first.body.value);
  });
});

describe('the items of a page', () => {
  it('come after empty pages', async () => {
    order({ page: { insertEmpty: true }, times: 5 });
    const { items, pages } = await open.round(delta(), `${IMMUTABLE}, odata.maxpagesize=1000`);
    expect([items.length, pages]).toEqual([living().length, 6]);
  });
  it('come again on later pages, as they were', async () => {
    order({ page: { repeatEarlier: true }, times: 100 });
    const { items } = await open.round(delta());
    const ids = new Set(items.map(({ id }) => id));
    expect(ids.size).toBe(living().length);
    expect(items.length).toBeGreaterThan(ids.size);
  });
  it('all come, shuffled, in pages of any size', async () => {
    order({ page: { sizeSeed: 3, shuffleSeed: 4 }, times: 100 });
    const { items } = await open.round(delta());
    const ids = items.map(({ id }) => id);
    const expected = living().map((contact) => open.customers.idOf(contact, true));
    expect(ids).not.toEqual(expected);
    expect(ids.sort()).toEqual(expected.sort());
  });
  it('carry only the ordered properties', async () => {
    order({ page: { only: ['mobilePhone'] } });
    const { body } = await page();
    const names = Object.keys(body.value[0]).filter((name) => !name.startsWith('@'));
    expect(names.sort()).toEqual(['id', 'mobilePhone']);
  });
  it('are removed before they are added, removed twice, and removed without ever having been there', async () => {
    order({ page: { removedBefore: ['{first}'], removedAfter: ['{unknown}', '{unknown}'] } });
    const { value } = (await page()).body;
    expect(value).toHaveLength(8);
    expect(value[0]).toEqual({ id: value[1].id, '@removed': { reason: 'deleted' } });
    expect(value[6]).toEqual(value[7]);
  });
  it('are missing from an empty round, whose delta link works', async () => {
    order({ page: { emptyRound: true } });
    const { body } = await page();
    expect(body).toMatchObject({ value: [] });
    expect(body[NEXT]).toBeUndefined();
    const later = await open.round(body[DELTA]);
    expect(later.items).toEqual([]);
  });
});

describe('random faults', () => {
  const outcomes = async (seed: number) => {
    open.graph.faults.random.start({ seed, rate: 0.5, kinds: [429, 503, 'drop'] });
    const seen: (number | string)[] = [];
    for (let at = 0; at < 60; at++)
      seen.push(
        await open.ask('/groups').then(
          ({ status }) => status,
          () => 'drop',
        ),
      );
    return seen;
  };
  it('fail the ordered share of requests, the same ones for the same seed', async () => {
    const first = await outcomes(5);
    const failed = first.filter((outcome) => outcome !== 200);
    expect(failed.length).toBeGreaterThan(15);
    expect(failed.length).toBeLessThan(45);
    expect(new Set(first)).toEqual(new Set([200, 429, 503, 'drop']));
    expect(await outcomes(5)).toEqual(first);
    expect(await outcomes(6)).not.toEqual(first);
  });
  it('end after the ordered number, or when they are stopped', async () => {
    open.graph.faults.random.start({ seed: 1, rate: 1, kinds: [500], times: 2 });
    const seen = [];
    for (let at = 0; at < 3; at++) seen.push((await open.ask('/groups')).status);
    expect(seen).toEqual([500, 500, 200]);
    open.graph.faults.random.start({ seed: 1, rate: 1, kinds: [500] });
    open.graph.faults.random.stop();
    expect((await open.ask('/groups')).status).toBe(200);
  });
});
