import * as z from 'zod/mini';
import type { KeyRoute } from '#shared/admin-api.ts';
import type { Access, Operation } from '#shared/operation.ts';
import { KEY_ROUTES } from '../access/device.ts';

/** Translates the rows of the table of operations to OpenAPI 3.1. Pure. */

const problemContent = { 'application/problem+json': { schema: refTo('Problem') } };

/** One method of a path. */
export function describeOperation(id: string, row: Operation): object {
  const { method, path, query, body, access, status = 200, summary } = row;
  const content = contentOf(row);
  const parameters = [...namesIn(path).map(pathParameter), ...(query ? parametersOf(query) : [])];
  return {
    [method.toLowerCase()]: {
      operationId: id,
      summary,
      ...securityOf(access),
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: { required: true, content: jsonContent(body) } }),
      responses: {
        ...(content
          ? { [status]: { description: 'The answer.', content } }
          : { 204: { description: 'Done.' } }),
        default: { description: 'A problem (RFC 9457); `code` is stable.', content: problemContent },
      },
    },
  };
}

/** The named schemas of the rows. */
export function schemasOf(rows: readonly Operation[]): Record<string, object> {
  const named = rows.flatMap(({ body, answer }) => Object.entries({ ...body, ...answer }));
  return Object.fromEntries(named.map(([name, schema]) => [name, toSchema(schema)]));
}

export function toSchema(schema: z.ZodMiniType) {
  // OpenAPI 3.1 sets the dialect for the whole document; `$schema` in every part would repeat it.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

/** An operation without `security` has the document's: a token. */
function securityOf(access: Access): object {
  if (access === 'public') return { security: [] };
  return typeof access === 'object' && 'key' in access ? { security: keySecurity(access.key) } : {};
}

/** Any one of these schemes suffices. */
function keySecurity(route: KeyRoute): object[] {
  const schemes = ['bearer', 'apiKey', 'basic', ...(KEY_ROUTES[route].allowsQuery ? ['apiKeyInQuery'] : [])];
  return schemes.map((scheme) => ({ [scheme]: [] }));
}

function contentOf({ answer, media = {} }: Operation): object | undefined {
  const others = Object.entries(media).map(([type, form]) => [
    type,
    { schema: form === 'binary' ? { type: 'string', format: 'binary' } : { type: 'string' } },
  ]);
  const content = { ...(answer && jsonContent(answer)), ...Object.fromEntries(others) };
  return Object.keys(content).length > 0 ? content : undefined;
}

function jsonContent(named: NonNullable<Operation['answer']>): object {
  const refs = Object.keys(named).map(refTo);
  return { 'application/json': { schema: refs.length === 1 ? refs[0] : { oneOf: refs } } };
}

function refTo(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function pathParameter(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function parametersOf(query: z.ZodMiniType): object[] {
  const { properties = {}, required = [] } = toSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}
