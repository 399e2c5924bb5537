/** Identities and variables of the worker under test. Everything is invented. */

export const TENANT_ID = '11111111-1111-4111-8111-111111111111';
export const API_CLIENT_ID = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
export const EXTENSION_CLIENT_ID = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';
export const PROGRAM_CLIENT_ID = 'dddddddd-dddd-4ddd-8ddd-dddddddddddd';
export const PERSON_ID = 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee';
export const SALES_GROUP = 'f0000001-0000-4000-8000-000000000001';
export const SUPPORT_GROUP = 'f0000002-0000-4000-8000-000000000002';
export const ENTRA_URL = 'http://127.0.0.1:9443';
export const GRAPH_URL = 'http://127.0.0.1:9444';
export const PUBLIC_URL = 'https://ringcard.nordwind.example';

const common = { kind: 'shared-mailbox', folders: 'all', country: 'DE' };

export const SOURCES = [
  {
    ...common,
    id: 'sales',
    name: 'Sales',
    mailbox: 'sales@nordwind.example',
    groups: [SALES_GROUP],
    priority: 1,
  },
  {
    ...common,
    id: 'support',
    name: 'Support',
    mailbox: 'support@nordwind.example',
    groups: [SUPPORT_GROUP],
    priority: 2,
    dialling: {
      trunk: '+493023125',
      internalDigits: { least: 3, most: 3 },
      sites: [
        { folder: 'Hamburg', trunk: '+494066969' },
        { category: 'Munich', trunk: '+498999998' },
      ],
    },
    companyMatch: { mode: 'off' },
  },
];

export const VARIABLES = {
  TENANT_ID,
  API_CLIENT_ID,
  EXTENSION_CLIENT_ID,
  API_CLIENT_SECRET: 'invented-secret',
  LOCAL_TENANT: 'true',
  ENTRA_URL,
  GRAPH_URL,
  SOURCES: JSON.stringify(SOURCES),
  COUNTRY: 'DE',
  ACCOUNTS_KEY: btoa('an-invented-key-of-the-test-suite'.slice(0, 32)),
  ACCOUNTS_KEY_PREVIOUS: btoa('the-invented-key-before-this-one-'.slice(0, 32)),
  API_KEYS_PEPPER: btoa('an-invented-pepper-of-the-tests--'.slice(0, 32)),
  API_KEYS_PEPPER_PREVIOUS: btoa('the-invented-pepper-before-it----'.slice(0, 32)),
  AUDIT_KEY: btoa('the-invented-key-of-the-audit-trail'.slice(0, 32)),
  PUBLIC_URL,
  ACCESS_GROUP: 'Phone directory',
  ACCESS_CONTACT: 'it@nordwind.example',
  PUBLISH_DELAY_SECONDS: '90',
  HEAD_MEMO_SECONDS: '15',
};
