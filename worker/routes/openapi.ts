import { API_VERSION, problem } from '#shared/api.ts';
import type { Operation } from '#shared/operation.ts';
import { operations } from '#shared/operations.ts';
import { ADMIN_ROLE, AUDIT_ROLE, PROGRAM_ROLE } from '#shared/roles.ts';
import { PERSON_SCOPE } from '../access/verify-token.ts';
import type { AppDeps } from '../deps.ts';
import { describeOperation, schemasOf, toSchema } from '../http/describe-operation.ts';
import type { Answer } from '../http/mount-operations.ts';

/** `GET /openapi.json`: OpenAPI 3.1, made from the table of operations and the schemas that validate requests. */
export function openApiRoute(deps: AppDeps): Answer<'openApi'> {
  let document: object | undefined;
  return async ({ context }) => {
    document ??= describeApi(deps);
    return context.json(document);
  };
}

function describeApi({ configuration }: AppDeps): object {
  const { entraUrl, tenantId, apiClientId } = configuration;
  const rows: [string, Operation][] = Object.entries(operations);
  const documented = rows.filter(([, { undocumented }]) => undocumented === undefined);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringcard',
      version: String(API_VERSION),
      summary: 'Who does this phone number belong to?',
      description: `People: an access token of ${entraUrl}/${tenantId}/v2.0 with the scope api://${apiClientId}/${PERSON_SCOPE}. Programs: an app-only token with the role ${PROGRAM_ROLE}. Devices: an API key. Below /v1/admin, either with the role ${ADMIN_ROLE}; the audit trail with ${AUDIT_ROLE}.`,
    },
    security: [{ bearer: [] }],
    paths: pathsOf(documented),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        basic: { type: 'http', scheme: 'basic', description: 'Any user; the API key as password.' },
        apiKeyInQuery: { type: 'apiKey', in: 'query', name: 'key', description: 'Keys made for it alone.' },
      },
      schemas: { ...schemasOf(documented.map(([, row]) => row)), Problem: toSchema(problem) },
    },
  };
}

function pathsOf(documented: readonly [string, Operation][]): Record<string, object> {
  const paths: Record<string, object> = {};
  for (const [id, row] of documented) paths[row.path] = { ...paths[row.path], ...describeOperation(id, row) };
  return paths;
}
