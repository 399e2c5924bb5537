import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '#shared/result.ts';
import type { WorkerClient } from '../../../extension/api/api-client.ts';
import type { Speaker } from '../../../extension/background/speaker.ts';
import { passOn } from '../../../extension/background/worker-questions.ts';

const ADMIN: Speaker = { kind: 'extension-page', path: '/admin.html' };
const POPUP: Speaker = { kind: 'extension-page', path: '/popup.html' };

let asked: unknown[];
const worker: WorkerClient = {
  ask: async (operation, input) => {
    asked.push([operation, input]);
    return err({ code: 'admin_only' });
  },
};
const ask = (speaker: Speaker, operation: string, input: Record<string, unknown>) =>
  passOn(worker, speaker, { type: 'ask-worker', operation, input });

beforeEach(() => {
  asked = [];
});

describe('a page’s request to the worker', () => {
  it.each<[string, Record<string, unknown>]>([
    ['explain', { query: { number: '030 1', country: 'DE' } }],
    ['listSources', {}],
    ['tryNumbers', { path: { id: 'customers' } }],
    ['tryNumbers', { path: { id: 'customers' }, body: { dialling: { area: '30' } } }],
  ])('is passed on unchanged: %s %j', async (operation, input) => {
    expect(await ask(ADMIN, operation, input)).toEqual(err({ code: 'admin_only' }));
    expect(asked).toEqual([[operation, input]]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['explain', {}],
    ['explain', { query: {} }],
    ['explain', { query: { number: '1'.repeat(65) } }],
    ['explain', { query: { number: '1', area: 'Berlin' } }],
    ['listSources', { path: { id: 'customers' } }],
    ['listSources', { query: { limit: 1 } }],
    ['tryNumbers', {}],
    ['tryNumbers', { path: { id: '' } }],
    ['tryNumbers', { path: { id: '..' } }],
    ['tryNumbers', { path: { id: 'customers', name: 'x' } }],
    ['tryNumbers', { path: { id: 'customers' }, body: { dialling: { area: 'Berlin' } } }],
    ['tryNumbers', { path: { id: 'customers' }, body: { confirm: true } }],
  ])(
    'is refused without asking the worker where it does not fit its operation: %s %j',
    async (operation, input) => {
      expect(await ask(ADMIN, operation, input)).toEqual(err({ code: 'bad_request' }));
      expect(asked).toEqual([]);
    },
  );

  it.each<[Speaker, string]>([
    [POPUP, 'listSources'],
    [ADMIN, 'status'],
    [{ kind: 'extension-page', path: '/options.html' }, 'status'],
    [{ kind: 'offscreen' }, 'status'],
    [
      { kind: 'content-script', tabId: 1, frameId: 0, origin: 'https://a.example', frameOrigin: '' },
      'status',
    ],
  ])('is refused where the page may not send it: %j %s', async (speaker, operation) => {
    expect(await ask(speaker, operation, {})).toEqual(err({ code: 'bad_request' }));
    expect(asked).toEqual([]);
  });
});
