/** The endpoints of the control surface. They exist here only: Microsoft's cloud has nothing like them. */
import { changeContact, createContact, deleteContact } from './contacts.ts';
import { addCredential, changeCredential, listCredentials, removeCredential } from './credentials.ts';
import { addMember, listGroups, listUsers, removeMember } from './directory.ts';
import { ControlFailure } from './failure.ts';
import { listFaults, orderFault, orderRandomFaults } from './fault-orders.ts';
import { createFolder, deleteFolder, listFolders, renameFolder } from './folders.ts';
import { changeOrgContact, createOrgContact, deleteOrgContact, listOrgContacts } from './org-contacts.ts';
import { changeUser, createUser, deleteUser } from './people.ts';
import { removePhoto, setPhoto } from './photos.ts';
import { changeRights, listRegistrations } from './registrations.ts';
import { clearRequests, countRequests } from './requests.ts';
import {
  addDelegate,
  changePassword,
  expireRefreshTokens,
  issueToken,
  removeDelegate,
  requireMfa,
  signIn,
  withdrawConsent,
} from './sign-in.ts';
import {
  disturbNotifications,
  listSubscriptions,
  sendLifecycleEvent,
  tellNotifications,
} from './subscriptions.ts';
import { runSync } from './sync.ts';
import type { TenantParts } from './tenant-parts.ts';
import { advanceClock, tellTime } from './time.ts';
import { writeTruth } from './truth.ts';

export interface ControlAnswer {
  status: number;
  /** A generator is written piece by piece, as JSON text. */
  body: unknown;
}

export interface ControlRequest {
  /** Segments of the path, decoded. */
  segments: string[];
  query: URLSearchParams;
  body: unknown;
}

/** Answered with 201 instead of 200. */
class Created {
  readonly body: unknown;

  constructor(body: unknown) {
    this.body = body;
  }
}

/** `one` and `two` are the path's segments for the first and second `{}`. Without a result the answer is 204. */
type Handler = (parts: TenantParts, request: ControlRequest, one: string, two: string) => unknown;

const ENDPOINTS: Record<string, Handler> = {
  'GET /truth': ({ sources, graph }, { query }) =>
    writeTruth(sources, graph.data.mailboxes, query.get('mailbox')),
  'GET /clock': (parts) => tellTime(parts),
  'POST /clock': (parts, { body }) => advanceClock(parts, body),
  'POST /sync': (parts) => runSync(parts),

  'POST /contacts': (parts, { body }) => new Created(createContact(parts, body)),
  'PATCH /contacts/{}': (parts, { body }, id) => changeContact(parts, id, body),
  'DELETE /contacts/{}': (parts, _request, id) => deleteContact(parts, id),
  'POST /contacts/{}/photo': (parts, { body }, id) => setPhoto(parts, 'contacts', id, body),
  'DELETE /contacts/{}/photo': (parts, { query }, id) =>
    removePhoto(parts, 'contacts', id, query.get('answer')),

  'GET /users': (parts) => listUsers(parts),
  'POST /users': (parts, { body }) => new Created(createUser(parts, body)),
  'PATCH /users/{}': (parts, { body }, user) => changeUser(parts, user, body),
  'DELETE /users/{}': (parts, { query }, user) => deleteUser(parts, user, query.get('permanent') === 'true'),
  'POST /users/{}/photo': (parts, { body }, user) => setPhoto(parts, 'users', user, body),
  'DELETE /users/{}/photo': (parts, { query }, user) =>
    removePhoto(parts, 'users', user, query.get('answer')),
  'GET /groups': (parts) => listGroups(parts),
  'POST /groups/{}/members': (parts, { body }, group) => addMember(parts, group, body),
  'DELETE /groups/{}/members/{}': (parts, _request, group, user) => removeMember(parts, group, user),
  'POST /mailboxes/{}/delegates': (parts, { body }, mailbox) => addDelegate(parts, mailbox, body),
  'DELETE /mailboxes/{}/delegates/{}': (parts, _request, mailbox, user) =>
    removeDelegate(parts, mailbox, user),
  'GET /mailboxes/{}/folders': (parts, _request, mailbox) => listFolders(parts, mailbox),
  'POST /mailboxes/{}/folders': (parts, { body }, mailbox) => new Created(createFolder(parts, mailbox, body)),
  'PATCH /mailboxes/{}/folders/{}': (parts, { body }, mailbox, folder) =>
    renameFolder(parts, mailbox, folder, body),
  'DELETE /mailboxes/{}/folders/{}': (parts, _request, mailbox, folder) =>
    deleteFolder(parts, mailbox, folder),
  'GET /registrations': (parts) => listRegistrations(parts),
  'PATCH /registrations/{}': (parts, { body }, clientId) => changeRights(parts, clientId, body),
  'GET /org-contacts': (parts) => listOrgContacts(parts),
  'POST /org-contacts': (parts, { body }) => new Created(createOrgContact(parts, body)),
  'PATCH /org-contacts/{}': (parts, { body }, id) => changeOrgContact(parts, id, body),
  'DELETE /org-contacts/{}': (parts, _request, id) => deleteOrgContact(parts, id),

  'POST /token': (parts, { body }) => issueToken(parts, body),
  'POST /sign-in': (parts, { body }) => signIn(parts, body),
  'POST /consents/withdraw': (parts, { body }) => withdrawConsent(parts, body),
  'POST /refresh-tokens/expire': (parts, { body }) => expireRefreshTokens(parts, body),
  'POST /password': (parts, { body }) => changePassword(parts, body),
  'POST /mfa': (parts, { body }) => requireMfa(parts, body),
  'GET /credentials': (parts, { query }) => listCredentials(parts, query.get('app')),
  'POST /credentials': (parts, { body }) => new Created(addCredential(parts, body)),
  'PATCH /credentials/{}': (parts, { body }, keyId) => changeCredential(parts, keyId, body),
  'DELETE /credentials/{}': (parts, _request, keyId) => removeCredential(parts, keyId),

  'GET /subscriptions': (parts) => listSubscriptions(parts),
  'POST /subscriptions/{}/lifecycle': (parts, { body }, id) => sendLifecycleEvent(parts, id, body),
  'GET /notifications': (parts) => tellNotifications(parts),
  'POST /notifications': (parts, { body }) => disturbNotifications(parts, body),
  'POST /notifications/settle': async (parts) => {
    await parts.graph.data.notifications.settled();
    return tellNotifications(parts);
  },

  'GET /faults': (parts) => listFaults(parts),
  'POST /faults': (parts, { body }) => new Created(orderFault(parts, body)),
  'DELETE /faults': ({ faults }) => faults.clear(),
  'POST /faults/random': (parts, { body }) => new Created(orderRandomFaults(parts, body)),
  'DELETE /faults/random': ({ faults }) => faults.random.stop(),
  'POST /forget-delta-tokens': ({ graph }) => graph.forgetDeltaTokens(),
  'GET /requests': (parts) => countRequests(parts),
  'DELETE /requests': (parts) => clearRequests(parts),
};

export async function answerControl(
  parts: TenantParts,
  method: string,
  request: ControlRequest,
): Promise<ControlAnswer> {
  const found = findEndpoint(method, request.segments);
  if (!found) {
    throw new ControlFailure(404, 'not_found', `There is no ${method} /${request.segments.join('/')}.`);
  }
  const result = await found.handle(parts, request, found.one, found.two);
  if (result instanceof Created) return { status: 201, body: result.body };
  return result === undefined ? { status: 204, body: null } : { status: 200, body: result };
}

/** The endpoint with the fewest gaps wins. */
function findEndpoint(
  method: string,
  segments: string[],
): { handle: Handler; one: string; two: string } | undefined {
  const matches = Object.entries(ENDPOINTS).flatMap(([template, handle]) => {
    const [verb, path = ''] = template.split(' ');
    const parts = path.split('/').filter(Boolean);
    const fits =
      verb === method &&
      parts.length === segments.length &&
      parts.every((part, at) => part === '{}' || part === segments[at]);
    if (!fits) return [];
    const [one = '', two = ''] = segments.filter((_, at) => parts[at] === '{}');
    return [{ handle, one, two, gaps: parts.filter((part) => part === '{}').length }];
  });
  return matches.sort((a, b) => a.gaps - b.gaps)[0];
}
