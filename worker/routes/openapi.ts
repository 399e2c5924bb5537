import type { Handler } from 'hono';
import {
  API_VERSION,
  explainAnswer,
  healthAnswer,
  lookupAnswer,
  lookupQuery,
  photoPath,
  problem,
  searchAnswer,
  searchQuery,
  statusAnswer,
} from '#shared/api.ts';
import { offlineAnswer, offlinePath } from '#shared/offline.ts';
import type { PhotoType } from '#shared/photo/check-photo.ts';
import { ADMIN_ROLE, AUDIT_ROLE, PROGRAM_ROLE } from '#shared/roles.ts';
import { PERSON_SCOPE } from '../access/verify-token.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../http/app-env.ts';
import { operation, toSchema } from '../http/operation.ts';
import { adminPaths, adminSchemas } from './admin/openapi.ts';

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
      version: String(API_VERSION),
      summary: 'Who does this phone number belong to?',
      description: `People: an access token of ${entraUrl}/${tenantId}/v2.0 with the scope api://${apiClientId}/${PERSON_SCOPE}. Programs: an app-only token with the role ${PROGRAM_ROLE}. Devices: an API key. Below /v1/admin, either with the role ${ADMIN_ROLE}; the audit trail with ${AUDIT_ROLE}.`,
    },
    security: [{ bearer: [] }],
    paths: {
      '/v1/lookup': operation({
        id: 'lookUp',
        keyRoute: 'lookup',
        summary: 'Contacts that carry a phone number.',
        query: lookupQuery,
        answer: 'LookupAnswer',
      }),
      '/v1/explain': operation({
        id: 'explain',
        summary: 'How the look-up of a phone number comes to its answer.',
        query: lookupQuery,
        answer: 'ExplainAnswer',
      }),
      '/v1/search': operation({
        id: 'search',
        keyRoute: 'search',
        summary: 'Contacts found by words in any order, or by a number.',
        query: searchQuery,
        answer: 'SearchAnswer',
      }),
      '/v1/status': operation({
        id: 'status',
        keyRoute: 'status',
        summary: 'Where the sources stand that the caller may see.',
        answer: 'StatusAnswer',
      }),
      '/v1/photo/{source}/{name}': photoOperation(),
      '/v1/offline': operation({
        id: 'offline',
        summary:
          'What a person may keep of the directory on a device. What it does not name must be deleted.',
        answer: 'OfflineAnswer',
      }),
      '/v1/offline/blocks/{source}/{hash}': operation({
        id: 'offlineBlock',
        summary: 'One block of a source of which a person may keep a copy.',
        path: Object.keys(offlinePath.shape),
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }),
      '/v1/health': operation({
        id: 'health',
        summary: 'Whether the worker answers, and how to sign in.',
        answer: 'HealthAnswer',
        isPublic: true,
      }),
      ...adminPaths,
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        basic: { type: 'http', scheme: 'basic', description: 'Any user; the API key as password.' },
        apiKeyInQuery: { type: 'apiKey', in: 'query', name: 'key', description: 'Keys made for it alone.' },
      },
      schemas: {
        LookupAnswer: toSchema(lookupAnswer),
        ExplainAnswer: toSchema(explainAnswer),
        SearchAnswer: toSchema(searchAnswer),
        StatusAnswer: toSchema(statusAnswer),
        OfflineAnswer: toSchema(offlineAnswer),
        HealthAnswer: toSchema(healthAnswer),
        ...adminSchemas,
        Problem: toSchema(problem),
      },
    },
  };
}

const PHOTO_TYPES: readonly PhotoType[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

function photoOperation(): object {
  const image = { schema: { type: 'string', format: 'binary' } };
  return operation({
    id: 'photo',
    keyRoute: 'photo',
    summary: 'Picture of a contact: its `photo`, with the id of its source.',
    path: Object.keys(photoPath.shape),
    content: Object.fromEntries(PHOTO_TYPES.map((type) => [type, image])),
  });
}
