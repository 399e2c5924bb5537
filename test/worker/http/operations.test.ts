import { describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import type { Operation } from '#shared/operation.ts';
import { operations } from '#shared/operations.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const ROWS: [string, Operation][] = Object.entries(operations);
const PROTECTED = ROWS.filter(([, { access }]) => access !== 'public');

/** An address of this operation, with parameter values that match nothing. */
const addressOf = ({ path }: Operation) => path.replace(/\{\w+\}/g, 'x');
const toPattern = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

interface Described {
  operationId: string;
  summary: string;
  security?: Record<string, []>[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: object };
  responses: Record<string, { content?: object }>;
}

async function describedRows() {
  const document = await (await world.app().request('/openapi.json')).json<{
    paths: Record<string, Record<string, Described>>;
    components: { schemas: object };
  }>();
  const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  );
  return { rows, schemas: Object.keys(document.components.schemas) };
}

describe('the table of operations', () => {
  it.each(ROWS)('routes %s', async (_id, row) => {
    const app = world.app({ notify: async () => {} });
    const response = await app.request(addressOf(row), { method: row.method });
    // A missing route would be 404 here, because nobody is signed in; a wrong method would be 405.
    expect([404, 405]).not.toContain(response.status);
  });

  it('contains every route of the app', () => {
    const app = world.app();
    const inTable = new Set(ROWS.map(([, { method, path }]) => `${method} ${toPattern(path)}`));
    const routed = app.routes.filter(({ method }) => method !== 'ALL');
    expect(routed.length).toBeGreaterThan(0);
    for (const { method, path } of routed) expect(inTable).toContain(`${method} ${path}`);
  });

  it('contains no method and path twice', () => {
    const keys = ROWS.map(([, { method, path }]) => `${method} ${toPattern(path)}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(PROTECTED)('refuses an unauthenticated request to %s', async (_id, row) => {
    const app = world.app();
    for (const headers of [{}, { authorization: 'Bearer not.a.token' }]) {
      const response = await app.request(addressOf(row), { method: row.method, headers });
      expect(response.status).toBe(401);
      expect(['signed_out', 'token_rejected']).toContain(problem.parse(await response.json()).code);
    }
  });

  it.each(PROTECTED.filter(([, { access }]) => typeof access === 'object' && 'role' in access))(
    'lets nobody without its role call %s',
    async (_id, row) => {
      const authorization = `Bearer ${await world.microsoft.personToken()}`;
      const response = await world.app().request(addressOf(row), {
        method: row.method,
        headers: { authorization },
      });
      expect(problem.parse(await response.json()).code).toBe('admin_only');
    },
  );

  it.each(ROWS)('refuses other methods at the path of %s, and names the allowed ones', async (_id, row) => {
    const response = await world.app().request(addressOf(row), { method: 'PATCH' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')?.split(', ')).toContain(row.method);
  });
});

describe('/openapi.json', () => {
  it('describes exactly the operations that are not marked as undocumented', async () => {
    const { rows } = await describedRows();
    const documented = ROWS.filter(([, { undocumented }]) => undocumented === undefined);
    expect(rows.map(({ path, method, described }) => [described.operationId, method, path])).toEqual(
      expect.arrayContaining(documented.map(([id, { method, path }]) => [id, method.toLowerCase(), path])),
    );
    expect(rows).toHaveLength(documented.length);
  });

  it('gives the parameters, body, answer and required access of an operation', async () => {
    const { rows, schemas } = await describedRows();
    for (const { described } of rows) {
      const row: Operation = operations[described.operationId as keyof typeof operations];
      const names = (described.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(names.map(({ name }) => `{${name}}`)).toEqual(row.path.match(/\{\w+\}/g) ?? []);
      const query = (described.parameters ?? []).filter((parameter) => parameter.in === 'query');
      expect(query.map(({ name }) => name)).toEqual(Object.keys(row.query?.shape ?? {}));
      expect(described.requestBody !== undefined).toBe(row.body !== undefined);
      const isEmpty = !row.answer && !row.media;
      const answered = described.responses[isEmpty ? 204 : (row.status ?? 200)];
      const types = [...(row.answer ? ['application/json'] : []), ...Object.keys(row.media ?? {})];
      expect(Object.keys(answered?.content ?? {})).toEqual(types);
      expect(schemas).toEqual(expect.arrayContaining(Object.keys({ ...row.body, ...row.answer })));
      const isPublic = row.access === 'public';
      expect(described.security?.length === 0).toBe(isPublic);
    }
  });
});
