import { account, accountsAnswer, consentLink, credentialsAnswer, newAccount } from '#shared/api.ts';
import { operation, toSchema } from '../operation.ts';

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
};

export const adminSchemas = {
  CredentialsAnswer: toSchema(credentialsAnswer),
  AccountsAnswer: toSchema(accountsAnswer),
  Account: toSchema(account),
  NewAccount: toSchema(newAccount),
  ConsentLink: toSchema(consentLink),
};
