import {
  account,
  accountsAnswer,
  auditAnswer,
  auditQuery,
  consentLink,
  credentialsAnswer,
  erasedAnswer,
  erasurePreview,
  erasuresAnswer,
  exportAnswer,
  exportQuery,
  newAccount,
  newErasure,
  removalsAnswer,
  runsAnswer,
  sourcesAnswer,
  syncAnswer,
} from '#shared/api.ts';
import { operation, toSchema } from '../operation.ts';
import { runsQuery } from './sources.ts';

/** The addresses below `/v1/admin` in the OpenAPI document. */
export const adminPaths = {
  '/v1/admin/audit': operation({
    id: 'readAudit',
    summary: 'Who asked for what, newest first. Needs the role Audit.Read.',
    query: auditQuery,
    answer: 'AuditAnswer',
  }),
  '/v1/admin/export': operation({
    id: 'exportPerson',
    summary: 'What is held of somebody; as vCard 4.0 when "text/vcard" is accepted.',
    query: exportQuery,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/ExportAnswer' } },
      'text/vcard': { schema: { type: 'string' } },
    },
  }),
  '/v1/admin/erasures': {
    ...operation({
      id: 'listErasures',
      summary: 'What was erased and may not come back: ids and dates alone.',
      answer: 'ErasuresAnswer',
    }),
    ...operation({
      id: 'erase',
      summary: 'Shows what would be erased; with "confirm" of that answer, erases it.',
      method: 'post',
      body: 'NewErasure',
      content: {
        'application/json': {
          schema: {
            oneOf: [
              { $ref: '#/components/schemas/ErasurePreview' },
              { $ref: '#/components/schemas/ErasedAnswer' },
            ],
          },
        },
      },
    }),
  },
  '/v1/admin/erasures/{id}': operation({
    id: 'undoErasure',
    summary: 'Lets the contacts of an erasure come back with the next run.',
    method: 'delete',
    path: ['id'],
  }),
  '/v1/admin/credentials': operation({
    id: 'readCredentials',
    summary: 'When each credential of the app ends, and which one Microsoft refuses.',
    answer: 'CredentialsAnswer',
  }),
  '/v1/admin/accounts': {
    ...operation({
      id: 'listAccounts',
      summary: 'Accounts on whose behalf shared mailboxes are read.',
      answer: 'AccountsAnswer',
    }),
    ...operation({
      id: 'addAccount',
      summary: 'Adds an account; its person consents at the address in the answer.',
      method: 'post',
      body: 'NewAccount',
      answer: 'ConsentLink',
      status: 201,
    }),
  },
  '/v1/admin/accounts/{id}': {
    ...operation({ id: 'readAccount', summary: 'One account.', path: ['id'], answer: 'Account' }),
    ...operation({
      id: 'removeAccount',
      summary: 'Removes an account and its refresh token.',
      method: 'delete',
      path: ['id'],
    }),
  },
  '/v1/admin/accounts/{id}/reconnect': operation({
    id: 'reconnectAccount',
    summary: 'A fresh address at which the person of the account consents again.',
    method: 'post',
    path: ['id'],
    answer: 'ConsentLink',
  }),
  '/v1/admin/sources': operation({
    id: 'listSources',
    summary: 'Every configured source and where it stands.',
    answer: 'SourcesAnswer',
  }),
  '/v1/admin/sources/{id}/runs': operation({
    id: 'listRuns',
    summary: 'What the last runs of a source did, newest first.',
    path: ['id'],
    query: runsQuery,
    answer: 'RunsAnswer',
  }),
  '/v1/admin/sources/{id}/sync': operation({
    id: 'startRun',
    summary: 'Starts a run of a source now.',
    method: 'post',
    path: ['id'],
    answer: 'SyncAnswer',
    status: 202,
  }),
  '/v1/admin/sources/{id}/confirm-removals': operation({
    id: 'confirmRemovals',
    summary: 'Removes the contacts whose removal is held.',
    method: 'post',
    path: ['id'],
    answer: 'RemovalsAnswer',
  }),
};

export const adminSchemas = {
  AuditAnswer: toSchema(auditAnswer),
  ExportAnswer: toSchema(exportAnswer),
  ErasuresAnswer: toSchema(erasuresAnswer),
  NewErasure: toSchema(newErasure),
  ErasurePreview: toSchema(erasurePreview),
  ErasedAnswer: toSchema(erasedAnswer),
  CredentialsAnswer: toSchema(credentialsAnswer),
  AccountsAnswer: toSchema(accountsAnswer),
  Account: toSchema(account),
  NewAccount: toSchema(newAccount),
  ConsentLink: toSchema(consentLink),
  SourcesAnswer: toSchema(sourcesAnswer),
  RunsAnswer: toSchema(runsAnswer),
  SyncAnswer: toSchema(syncAnswer),
  RemovalsAnswer: toSchema(removalsAnswer),
};
