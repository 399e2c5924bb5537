import { expect, it } from 'vitest';
import { createKeyVerifier } from '../../../worker/api-keys/verify-key.ts';
import { administer } from '../support/account-steps.ts';
import { makeKey, rotateKey } from '../support/key-steps.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

/** The key, and every part of it that would suffice to use it, in the forms that a log could show. */
function formsOf(secret: string): string[] {
  const bare = secret.slice(12);
  return [secret, bare].flatMap((text) => [
    text,
    encodeURIComponent(text),
    text.toLowerCase(),
    JSON.stringify(text).slice(1, -1),
    btoa(text).replace(/=+$/, ''),
    btoa(`token:${text}`).slice(8, -4),
    [...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join(''),
    [...text].map((character) => character.charCodeAt(0).toString(16)).join(''),
  ]);
}

it('a key appears in no log line, answer or header except in the answer that creates it', async () => {
  const { key, secret } = await makeKey(world, { query: true });
  const { secret: second } = await rotateKey(world, key.id);
  const consoleLines: string[] = [];
  const log = console.log;
  console.log = (line: unknown) => consoleLines.push(String(line));
  const down = createKeyVerifier({
    peppers: world.configuration.apiKeyPeppers,
    store: () => ({
      check: (_id, digests) => Promise.reject(new Error(`${secret} ${second} ${digests.length}`)),
      noteUse: () => Promise.reject(new Error(secret)),
    }),
    now: () => Date.now(),
    later: (work) => world.later.push(work),
    onUseLost: () => undefined,
  });
  const broken = () => Promise.reject(new TypeError(`${secret} ${second}`));
  const apps = [world.app(), world.app({ verifyKey: down }), world.app({ verifyKey: broken })];
  const answers: string[] = [];
  for (const app of apps) {
    for (const text of [secret, second, `${secret}x`, second.slice(0, -2)]) {
      for (const path of [
        '/v1/lookup?number=x&',
        '/v1/search?',
        '/v1/status?',
        '/v1/admin/keys?',
        '/nowhere?',
      ]) {
        for (const request of [
          new Request(`https://worker.example${path}key=${encodeURIComponent(text)}`),
          new Request(`https://worker.example${path}`, { headers: { 'x-api-key': text } }),
          new Request(`https://worker.example${path}`, { headers: { authorization: `Bearer ${text}` } }),
          new Request(`https://worker.example${path}`, {
            headers: { authorization: `Basic ${btoa(`token:${text}`)}`, 'cf-connecting-ip': '192.0.2.1' },
          }),
        ]) {
          const answer = await app.request(request);
          answers.push(JSON.stringify([...answer.headers]), await answer.text());
          expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
        }
      }
    }
  }
  for (const path of ['/keys', `/keys/${key.id}`]) {
    answers.push(await (await administer(world, 'GET', path)).text());
  }
  await administer(world, 'DELETE', `/keys/${key.id}`);
  await world.settle();
  console.log = log;
  expect(answers.length).toBeGreaterThan(400);
  expect(world.lines.length).toBeGreaterThan(400);
  const text = [...world.lines, ...consoleLines, ...answers].join('\n');
  for (const form of [...formsOf(secret), ...formsOf(second)]) {
    expect(text.includes(form) || text.toLowerCase().includes(form.toLowerCase())).toBe(false);
  }
});
