/** Creates, changes and deletes personal contacts. As in Graph, creating is not idempotent. */
import { requireMailboxWrite } from '../access.ts';
import { type Call, requireContact, requireFolder, requireMailbox, requireMailboxOwner } from '../call.ts';
import {
  applyInput,
  contentFrom,
  type GraphContactInput,
  strictContactInputSchema,
} from '../contact-content.ts';
import { etagOf } from '../contact-view.ts';
import { refusals } from '../errors.ts';
import type { StoredContact } from '../folder.ts';
import type { Mailbox } from '../mailbox.ts';
import { type GraphResponse, ok, readJson } from '../message.ts';
import type { Route } from '../router.ts';
import { contactEntity } from './contacts.ts';

const ONE = ['/users/{user}/contacts/{contact}', '/users/{user}/contactFolders/{folder}/contacts/{contact}'];
const ALL = ['/users/{user}/contacts', '/users/{user}/contactFolders/{folder}/contacts'];

export const contactWriteRoutes: Route[] = [
  ...ALL.map((template): Route => ({ method: 'POST', template, workload: 'outlook', answer: create })),
  ...ONE.map((template): Route => ({ method: 'PATCH', template, workload: 'outlook', answer: update })),
  ...ONE.map((template): Route => ({ method: 'DELETE', template, workload: 'outlook', answer: remove })),
];

function create(call: Call): GraphResponse {
  requireMailboxWrite(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const contact = mailbox.create(contentFrom(readInput(call)), requireFolder(call, mailbox));
  return { status: 201, body: contactEntity(call, mailbox, contact) };
}

function update(call: Call): GraphResponse {
  requireMailboxWrite(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const contact = requireContact(call, mailbox);
  requireUnchanged(call, mailbox, contact);
  mailbox.update(contact, applyInput(mailbox.contentOf(contact), readInput(call)));
  return ok(contactEntity(call, mailbox, contact));
}

function remove(call: Call): GraphResponse {
  requireMailboxWrite(call.data.model, call.caller, requireMailboxOwner(call));
  const mailbox = requireMailbox(call);
  const contact = requireContact(call, mailbox);
  requireUnchanged(call, mailbox, contact);
  mailbox.remove(contact);
  return { status: 204, body: null };
}

function readInput(call: Call): GraphContactInput {
  const parsed = strictContactInputSchema.safeParse(readJson(call.request));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refusals.badRequest(
      `Unable to read JSON request payload: ${issue?.path.join('.')} ${issue?.message}`,
    );
  }
  return parsed.data;
}

function requireUnchanged(call: Call, mailbox: Mailbox, contact: StoredContact): void {
  const expected = call.request.headers['if-match'];
  if (expected !== undefined && expected !== '*' && expected !== etagOf(mailbox, contact)) {
    throw refusals.changedMeanwhile();
  }
}
