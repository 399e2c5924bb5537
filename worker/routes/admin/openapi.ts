import {
  account,
  accountsAnswer,
  apiKey,
  budgetsAnswer,
  consentLink,
  credentialsAnswer,
  issuedKey,
  keysAnswer,
  newAccount,
  newKey,
  newRevocation,
  removalsAnswer,
  revocation,
  revocationsAnswer,
  runsAnswer,
  sourcesAnswer,
  syncAnswer,
} from '#shared/api.ts';
import { operation, toSchema } from '../operation.ts';
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
  '/v1/admin/budgets': operation({
    id: 'readBudgets',
    summary: 'Who has asked for unusually many different numbers today.',
    answer: 'BudgetsAnswer',
  }),
  '/v1/admin/keys': {
    ...operation({ id: 'listKeys', summary: 'API keys of devices, without secrets.', answer: 'KeysAnswer' }),
    ...operation({
      id: 'addKey',
      summary: 'Makes an API key. Its secret is in the answer, and is told this once.',
      method: 'post',
      body: 'NewKey',
      answer: 'IssuedKey',
      status: 201,
    }),
  },
  '/v1/admin/keys/{id}': {
    ...operation({ id: 'readKey', summary: 'One API key.', path: ['id'], answer: 'ApiKey' }),
    ...operation({
      id: 'revokeKey',
      summary: 'Revokes an API key: within a minute it opens nothing.',
      method: 'delete',
      path: ['id'],
    }),
  },
  '/v1/admin/keys/{id}/rotate': operation({
    id: 'rotateKey',
    summary: 'A new secret for an API key. The one before works on for 30 days, any older one ends now.',
    method: 'post',
    path: ['id'],
    answer: 'IssuedKey',
    status: 201,
  }),
  '/v1/admin/revocations': {
    ...operation({
      id: 'listRevocations',
      summary: 'People and programs whose tokens of a time count no more.',
      answer: 'RevocationsAnswer',
    }),
    ...operation({
      id: 'revoke',
      summary: 'Refuses every token that a person or program holds now, everywhere within a minute.',
      method: 'post',
      body: 'NewRevocation',
      answer: 'Revocation',
      status: 201,
    }),
  },
  '/v1/admin/revocations/{objectId}': operation({
    id: 'removeRevocation',
    summary: 'Lets tokens count again that have not expired.',
    method: 'delete',
    path: ['objectId'],
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
  CredentialsAnswer: toSchema(credentialsAnswer),
  AccountsAnswer: toSchema(accountsAnswer),
  Account: toSchema(account),
  NewAccount: toSchema(newAccount),
  ConsentLink: toSchema(consentLink),
  BudgetsAnswer: toSchema(budgetsAnswer),
  KeysAnswer: toSchema(keysAnswer),
  ApiKey: toSchema(apiKey),
  NewKey: toSchema(newKey),
  IssuedKey: toSchema(issuedKey),
  RevocationsAnswer: toSchema(revocationsAnswer),
  Revocation: toSchema(revocation),
  NewRevocation: toSchema(newRevocation),
  SourcesAnswer: toSchema(sourcesAnswer),
  RunsAnswer: toSchema(runsAnswer),
  SyncAnswer: toSchema(syncAnswer),
  RemovalsAnswer: toSchema(removalsAnswer),
};
