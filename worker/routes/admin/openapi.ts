import {
  account,
  accountsAnswer,
  consentLink,
  credentialsAnswer,
  newAccount,
  numbersAnswer,
  removalsAnswer,
  runsAnswer,
  sourcesAnswer,
  syncAnswer,
} from '#shared/api.ts';
import { operation, toSchema } from '../operation.ts';
import { numbersTrial } from './numbers.ts';
import { runsQuery } from './sources.ts';

/** The addresses below `/v1/admin` in the OpenAPI document. */
export const adminPaths = {
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
  '/v1/admin/sources/{id}/numbers': operation({
    id: 'tryNumbers',
    summary: 'What a dialling profile makes of the phone fields of a source.',
    method: 'post',
    path: ['id'],
    body: 'NumbersTrial',
    answer: 'NumbersAnswer',
  }),
};

export const adminSchemas = {
  CredentialsAnswer: toSchema(credentialsAnswer),
  AccountsAnswer: toSchema(accountsAnswer),
  Account: toSchema(account),
  NewAccount: toSchema(newAccount),
  ConsentLink: toSchema(consentLink),
  SourcesAnswer: toSchema(sourcesAnswer),
  RunsAnswer: toSchema(runsAnswer),
  SyncAnswer: toSchema(syncAnswer),
  RemovalsAnswer: toSchema(removalsAnswer),
  NumbersTrial: toSchema(numbersTrial),
  NumbersAnswer: toSchema(numbersAnswer),
};
