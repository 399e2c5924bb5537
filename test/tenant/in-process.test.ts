import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { foundCompany } from './company/company.ts';
import { faultSchema } from './control/fault.ts';
import { createGraph } from './graph/graph.ts';
import { plainTokens } from './graph/plain-tokens.ts';
import { API_CLIENT_ID } from './ids.ts';

const BASE = 'https://graph.microsoft.com/v1.0';

function openInProcess() {
  let now = Date.UTC(2026, 0, 1);
  const data = foundCompany({ contacts: 100, now: () => now });
  const graph = createGraph({
    data,
    now: () => now,
    // Virtual time: only sleeping moves it.
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    verifyGraphToken: plainTokens(data.model),
  });
  const ask = (path: string, token = API_CLIENT_ID) =>
    graph.fetch(new Request(`${BASE}${path}`, { headers: { authorization: `Bearer ${token}` } }));
  return { graph, ask, time: () => now };
}

/** The module at `url` and every module that it loads. */
function modulesOf(url: URL, found = new Map<string, string>()): Map<string, string> {
  if (found.has(url.href)) return found;
  const text = readFileSync(url, 'utf8');
  found.set(url.href, text);
  for (const [, path = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gms))
    modulesOf(new URL(path, url), found);
  return found;
}

describe('Graph without a socket', () => {
  it('needs no API of Node', () => {
    const modules = modulesOf(new URL('./graph/graph.ts', import.meta.url));
    expect(modules.size).toBeGreaterThan(40);
    const bound = [...modules].filter(([, text]) => /from 'node:|\bBuffer\b|\bprocess\./.test(text));
    expect(bound.map(([url]) => url)).toEqual([]);
  });
  it('answers requests, with links on the requested host', async () => {
    const { ask } = openInProcess();
    const response = await ask('/users?$top=2');
    expect(response.headers.get('content-type')).toContain('application/json');
    const { value, '@odata.nextLink': next } = await response.json();
    expect(value).toHaveLength(2);
    expect(next.startsWith(`${BASE}/users?`)).toBe(true);
    expect((await ask('/users', 'bad')).status).toBe(401);
  });
  it('runs in virtual time', async () => {
    const { graph, ask, time } = openInProcess();
    const begin = time();
    graph.faults.add(faultSchema.parse({ match: { path: '/users' }, delayMs: 600_000 }));
    const response = await ask('/users');
    expect(time() - begin).toBe(600_000);
    expect(response.headers.get('date')).toBe('Thu, 01 Jan 2026 00:10:00 GMT');
  });
  it('breaks off like a connection', async () => {
    const { graph, ask } = openInProcess();
    graph.faults.add(faultSchema.parse({ match: { path: '/users' }, drop: true }));
    graph.faults.add(faultSchema.parse({ match: { path: '/users' }, dropAfterBytes: 10 }));
    await expect(ask('/users')).rejects.toThrow(TypeError);
    await expect((await ask('/users')).text()).rejects.toThrow();
  });
});
