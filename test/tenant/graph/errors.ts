/** Graph's refusals: status, code and message as Microsoft documents them or as people report them in public. */
import type { GraphResponse } from './message.ts';

export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const NO_PHOTO = {
  ErrorItemNotFound: "The photo wasn't found.",
  ImageNotFound:
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  ErrorNonExistentMailbox: 'The SMTP address has no mailbox associated with it.',
};

export const refusals = {
  invalidToken: () =>
    new GraphRefusal(
      401,
      'InvalidAuthenticationToken',
      'Access token validation failure. Invalid audience.',
      {
        'WWW-Authenticate':
          'Bearer realm="", authorization_uri="", client_id="00000003-0000-0000-c000-000000000000"',
      },
    ),
  missingToken: () => new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is empty.'),
  outlookDenied: () =>
    new GraphRefusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  directoryDenied: () =>
    new GraphRefusal(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    ),
  noSuchObject: (id: string) =>
    new GraphRefusal(
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  noSuchMailboxUser: (key: string) =>
    new GraphRefusal(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`),
  noMailbox: () =>
    new GraphRefusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    ),
  noSuchItem: () =>
    new GraphRefusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.'),
  malformedId: () => new GraphRefusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.'),
  noPhoto: (code: keyof typeof NO_PHOTO) => new GraphRefusal(404, code, NO_PHOTO[code]),
  folderExists: () =>
    new GraphRefusal(409, 'ErrorFolderExists', 'A folder with the specified name already exists.'),
  changedMeanwhile: () =>
    new GraphRefusal(
      412,
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    ),
  deltaExpand: () =>
    new GraphRefusal(500, 'InternalServerError', 'Value cannot be null.\r\nParameter name: type'),
  badRequest: (message: string) => new GraphRefusal(400, 'BadRequest', message),
  directoryBadRequest: (message: string) => new GraphRefusal(400, 'Request_BadRequest', message),
  unsupportedQuery: (message: string) => new GraphRefusal(400, 'Request_UnsupportedQuery', message),
  /** Without `ConsistencyLevel: eventual` the directory counts nothing: https://learn.microsoft.com/en-us/graph/aad-advanced-queries */
  countUnsupported: () => new GraphRefusal(400, 'Request_BadRequest', '$count is not currently supported.'),
  notImplemented: () =>
    new GraphRefusal(501, 'NotImplemented', 'This operation target is not yet supported.'),
  methodNotAllowed: () =>
    new GraphRefusal(
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    ),
  unknownSegment: (segment: string) =>
    new GraphRefusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`),
};

export function refuse(refusal: GraphRefusal, nowMs: number, clientRequestId?: string): GraphResponse {
  const requestId = crypto.randomUUID();
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: {
      error: {
        code: refusal.code,
        message: refusal.message,
        innerError: {
          date: new Date(nowMs).toISOString().slice(0, 19),
          'request-id': requestId,
          'client-request-id': clientRequestId ?? requestId,
        },
      },
    },
  };
}
