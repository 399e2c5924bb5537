import * as z from 'zod/mini';
import type { KeyRoute } from '#shared/admin-api.ts';
import { KEY_ROUTES } from '../access/device.ts';

/** One method of an address, as OpenAPI 3.1 describes it. */
interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly method?: 'get' | 'post' | 'delete';
  readonly query?: z.ZodMiniType;
  /** Names in the path. */
  readonly path?: readonly string[];
  /** Schemas by name; no answer is 204. */
  readonly body?: string;
  readonly answer?: string;
  /** In the place of a schema by name. */
  readonly content?: object;
  readonly status?: 200 | 201 | 202;
  readonly isPublic?: boolean;
  /** Devices reach it with an API key, too. */
  readonly keyRoute?: KeyRoute;
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

export function operation(is: Operation): object {
  const { id, summary, method = 'get', query, path = [], body, answer, status = 200, isPublic = false } = is;
  const content = is.content ?? (answer === undefined ? undefined : jsonContent(answer));
  const parameters = [...path.map(pathParameter), ...(query ? parametersOf(query) : [])];
  return {
    [method]: {
      operationId: id,
      summary,
      ...(isPublic && { security: [] }),
      ...(is.keyRoute && { security: keySecurity(is.keyRoute) }),
      ...(parameters.length > 0 && { parameters }),
      ...(body !== undefined && { requestBody: { required: true, content: jsonContent(body) } }),
      responses: {
        ...(content === undefined
          ? { 204: { description: 'Done.' } }
          : { [status]: { description: 'The answer.', content } }),
        default: { description: 'A problem (RFC 9457); `code` is stable.', content: problemContent },
      },
    },
  };
}

/** Any one of these opens the address. */
function keySecurity(route: KeyRoute): object[] {
  const schemes = ['bearer', 'apiKey', 'basic', ...(KEY_ROUTES[route].allowsQuery ? ['apiKeyInQuery'] : [])];
  return schemes.map((scheme) => ({ [scheme]: [] }));
}

export function toSchema(schema: z.ZodMiniType) {
  // The dialect of OpenAPI 3.1 is the document's; a second `$schema` in every part would say it again.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function jsonContent(name: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
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
