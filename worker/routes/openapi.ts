import type { Handler } from 'hono';
import * as z from 'zod/mini';
import {
  healthAnswer,
  lookupAnswer,
  lookupQuery,
  photoPath,
  problem,
  searchAnswer,
  searchQuery,
  statusAnswer,
} from '#shared/api.ts';
import type { PhotoType } from '#shared/photo/check-photo.ts';
import { PERSON_SCOPE, PROGRAM_ROLE } from '../access/verify-token.ts';
import type { AppDeps, AppEnv } from '../deps.ts';

const problemResponse = {
  description: 'A problem (RFC 9457); `code` is stable.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** `GET /openapi.json`: OpenAPI 3.1 out of the schemas that validate. */
export function openApiRoute(deps: AppDeps): Handler<AppEnv> {
  let document: object | undefined;
  return (context) => {
    document ??= describeApi(deps);
    return context.json(document);
  };
}

function describeApi({ configuration }: AppDeps): object {
  const { entraUrl, tenantId, apiClientId } = configuration;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringcard',
      version: '1',
      summary: 'Who does this phone number belong to?',
      description: `People: an access token of ${entraUrl}/${tenantId}/v2.0 with the scope api://${apiClientId}/${PERSON_SCOPE}. Programs: an app-only token with the role ${PROGRAM_ROLE}.`,
    },
    security: [{ bearer: [] }],
    paths: {
      '/v1/lookup': operation({
        id: 'lookUp',
        summary: 'Contacts that carry a phone number.',
        query: lookupQuery,
        answer: 'LookupAnswer',
      }),
      '/v1/search': operation({
        id: 'search',
        summary: 'Contacts found by words in any order, or by a number.',
        query: searchQuery,
        answer: 'SearchAnswer',
      }),
      '/v1/status': operation({
        id: 'status',
        summary: 'Where the sources stand that the caller may see.',
        answer: 'StatusAnswer',
      }),
      '/v1/photo/{source}/{name}': photoOperation(),
      '/v1/health': operation({
        id: 'health',
        summary: 'Whether the worker answers, and how to sign in.',
        answer: 'HealthAnswer',
        isPublic: true,
      }),
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        LookupAnswer: toSchema(lookupAnswer),
        SearchAnswer: toSchema(searchAnswer),
        StatusAnswer: toSchema(statusAnswer),
        HealthAnswer: toSchema(healthAnswer),
        Problem: toSchema(problem),
      },
    },
  };
}

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly query?: z.ZodMiniType;
  readonly answer: string;
  readonly isPublic?: boolean;
}

function operation({ id, summary, query, answer, isPublic = false }: Operation): object {
  return {
    get: {
      operationId: id,
      summary,
      ...(isPublic && { security: [] }),
      ...(query && { parameters: parametersOf(query, 'query') }),
      responses: {
        200: {
          description: 'The answer.',
          content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } },
        },
        default: problemResponse,
      },
    },
  };
}

const PHOTO_TYPES: readonly PhotoType[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

function photoOperation(): object {
  const image = { schema: { type: 'string', format: 'binary' } };
  return {
    get: {
      operationId: 'photo',
      summary: 'Picture of a contact: its `photo`, with the id of its source.',
      parameters: parametersOf(photoPath, 'path'),
      responses: {
        200: {
          description: 'The picture.',
          content: Object.fromEntries(PHOTO_TYPES.map((type) => [type, image])),
        },
        default: problemResponse,
      },
    },
  };
}

function parametersOf(parameters: z.ZodMiniType, place: 'query' | 'path'): object[] {
  const { properties = {}, required = [] } = toSchema(parameters);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function toSchema(schema: z.ZodMiniType) {
  // The dialect of OpenAPI 3.1 is the document's; a second `$schema` in every part would say it again.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
