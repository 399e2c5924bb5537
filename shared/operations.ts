import { adminOperations } from './admin-operations.ts';
import {
  explainAnswer,
  healthAnswer,
  lookupAnswer,
  lookupQuery,
  photoPath,
  searchAnswer,
  searchQuery,
  statusAnswer,
} from './api.ts';
import { offlineAnswer, offlinePath } from './offline.ts';
import type { Operation } from './operation.ts';

/**
 * Every HTTP operation of the worker, by its id. The worker's routing and OpenAPI document, the extension's client and the
 * requests that its pages may send follow from these rows.
 */
export const operations = {
  lookUp: {
    summary: 'Contacts that carry a phone number.',
    method: 'GET',
    path: '/v1/lookup',
    query: lookupQuery,
    takesPlace: true,
    answer: { LookupAnswer: lookupAnswer },
    access: { key: 'lookup' },
    budget: 'lookups',
  },
  explain: {
    summary: 'How the look-up of a phone number comes to its answer.',
    method: 'GET',
    path: '/v1/explain',
    query: lookupQuery,
    takesPlace: true,
    answer: { ExplainAnswer: explainAnswer },
    access: { key: 'lookup' },
    budget: 'lookups',
  },
  search: {
    summary: 'Contacts found by words in any order, or by a number.',
    method: 'GET',
    path: '/v1/search',
    query: searchQuery,
    takesPlace: true,
    answer: { SearchAnswer: searchAnswer },
    access: { key: 'search' },
    budget: 'searches',
  },
  status: {
    summary: 'The sources that you may see, and where they stand.',
    method: 'GET',
    path: '/v1/status',
    answer: { StatusAnswer: statusAnswer },
    access: { key: 'status' },
  },
  photo: {
    summary: 'Photo of a contact: its `photo`, with the id of its source.',
    method: 'GET',
    path: '/v1/photo/{source}/{name}',
    params: photoPath,
    media: { 'image/jpeg': 'binary', 'image/png': 'binary', 'image/webp': 'binary', 'image/gif': 'binary' },
    access: { key: 'photo' },
  },
  offline: {
    summary: 'What a person may keep of the directory on a device. What it does not name must be deleted.',
    method: 'GET',
    path: '/v1/offline',
    answer: { OfflineAnswer: offlineAnswer },
    access: 'person',
    budget: 'offline',
    audit: 'before',
  },
  offlineBlock: {
    summary: 'One block of a source of which a person may keep a copy.',
    method: 'GET',
    path: '/v1/offline/blocks/{source}/{hash}',
    params: offlinePath,
    media: { 'application/octet-stream': 'binary' },
    access: 'person',
    budget: 'offline',
    audit: 'before',
  },
  health: {
    summary: 'Whether the worker answers, and how to sign in.',
    method: 'GET',
    path: '/v1/health',
    answer: { HealthAnswer: healthAnswer },
    access: 'public',
  },
  ...adminOperations,
  openApi: {
    summary: 'This contract as OpenAPI 3.1.',
    method: 'GET',
    path: '/openapi.json',
    media: { 'application/json': 'text' },
    access: 'public',
    undocumented: 'It is the document.',
  },
  notify: {
    summary: 'Where Microsoft Graph tells of changes.',
    method: 'POST',
    path: '/v1/notifications/{source}',
    access: 'public',
    undocumented: 'Microsoft Graph alone calls it, in a form of its own.',
  },
  notifyLifecycle: {
    summary: 'Where Microsoft Graph tells of its subscriptions.',
    method: 'POST',
    path: '/v1/notifications/{source}/lifecycle',
    access: 'public',
    undocumented: 'Microsoft Graph alone calls it, in a form of its own.',
  },
  finishConsent: {
    summary: 'Where Entra sends the browser of a person who consented.',
    method: 'GET',
    path: '/v1/accounts/callback',
    media: { 'text/html': 'text' },
    access: 'public',
    refusesHead: true,
    undocumented: 'It answers a browser with a page.',
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type Operations = typeof operations;
export type OperationId = keyof Operations;
