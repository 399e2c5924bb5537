import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { problem } from '#shared/api.ts';
import { createPhotoStore } from '../../../worker/photos/photo-store.ts';
import { fromText, gif, jpeg, png, webp } from '../../support/photos.ts';
import { SALES_GROUP, SUPPORT_GROUP } from '../support/settings.ts';
import { World } from '../support/world.ts';

const world = World.perTest();

const NAME = 'a'.repeat(32);
const UNKNOWN = 'b'.repeat(32);

const store = (bytes: Uint8Array, source = 'sales', name = NAME) =>
  env.DIRECTORY_KV.put(`photo/${source}/${name}`, bytes);

/** The app, and every photo that it reads. */
function counting() {
  const reads: string[] = [];
  const readPhoto = createPhotoStore(env.DIRECTORY_KV);
  const app = world.app({
    readPhoto: (source, name) => {
      reads.push(`${source}/${name}`);
      return readPhoto(source, name);
    },
  });
  return { app, reads };
}

/** Everything that an answer reveals, except what changes with each request. */
async function told(response: Response) {
  const { requestId, ...body } = problem.parse(await response.json());
  const headers = Object.fromEntries(response.headers);
  expect(headers['x-request-id']).toBe(requestId);
  return { status: response.status, body, headers: { ...headers, 'x-request-id': '' } };
}

describe('GET /v1/photo', () => {
  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png(9, 9)],
    ['image/gif', gif(9, 9)],
    ['image/webp', webp('VP8 ', 9, 9)],
  ])('gives a photo as %s, judged by its bytes', async (type, bytes) => {
    await store(bytes);
    const response = await world.get(`/v1/photo/sales/${NAME}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('forbids the browser to run or keep anything of it', async () => {
    await store(jpeg({ after: '<script>alert(1)</script>' }));
    const { headers } = await world.get(`/v1/photo/sales/${NAME}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
      'content-disposition': 'inline; filename="photo.jpg"',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
  });

  it('answers HEAD with the same headers and no body', async () => {
    await store(jpeg());
    const headers = { authorization: `Bearer ${await world.microsoft.personToken()}` };
    const response = await world.app().request(`/v1/photo/sales/${NAME}`, { method: 'HEAD', headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  it('answers the same for a hidden source, a missing source, an unknown photo and bytes that are no photo', async () => {
    await store(jpeg(), 'support');
    await store(fromText('<svg onload="alert(1)"/>'), 'sales', 'c'.repeat(32));
    const paths = [
      `/v1/photo/support/${NAME}`,
      `/v1/photo/support/${UNKNOWN}`,
      `/v1/photo/nowhere/${NAME}`,
      `/v1/photo/sales/${UNKNOWN}`,
      `/v1/photo/sales/${NAME}`,
      `/v1/photo/sales/${'c'.repeat(32)}`,
      '/v1/photo/sales/not-a-name',
      `/v1/photo/sales/${NAME.toUpperCase()}`,
      '/v1/photo/sales/..%2Fsupport%2Faaaa',
      `/v1/photo/sales%2F..%2Fsupport/${NAME}`,
      '/nowhere',
    ];
    const answers = [];
    for (const path of paths) answers.push(await told(await world.get(path)));
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('reads nothing of a source that the person may not ask, nor for an impossible name', async () => {
    await store(jpeg(), 'support');
    const { app, reads } = counting();
    await world.get(`/v1/photo/support/${NAME}`, { app });
    await world.get(`/v1/photo/nowhere/${NAME}`, { app });
    await world.get('/v1/photo/sales/not-a-name', { app });
    expect(reads).toEqual([]);
    await world.get(`/v1/photo/sales/${UNKNOWN}`, { app });
    expect(reads).toEqual([`sales/${UNKNOWN}`]);
  });

  it('gives a source’s photo to principals that may ask the source', async () => {
    await store(jpeg(), 'support');
    const statusFor = async (...groups: string[]) => {
      const token = await world.microsoft.personToken({ groups });
      return (await world.get(`/v1/photo/support/${NAME}`, { token })).status;
    };
    expect(await statusFor(SALES_GROUP)).toBe(404);
    expect(await statusFor(SALES_GROUP, SUPPORT_GROUP)).toBe(200);
    expect(await statusFor()).toBe(403);
    const token = await world.microsoft.programToken();
    expect((await world.get(`/v1/photo/support/${NAME}`, { token })).status).toBe(200);
  });

  it('gives nothing without a token', async () => {
    await store(jpeg());
    const response = await world.app().request(`/v1/photo/sales/${NAME}`);
    expect(response.status).toBe(401);
  });

  it('is an outage, not a missing photo, when KV fails', async () => {
    const app = world.app({ readPhoto: () => Promise.reject(new Error('KV is down')) });
    const response = await world.get(`/v1/photo/sales/${NAME}`, { app });
    expect(response.status).toBe(503);
    expect(problem.parse(await response.json()).code).toBe('directory_unavailable');
  });

  it('logs neither name nor source', async () => {
    await store(jpeg());
    await world.get(`/v1/photo/sales/${NAME}`);
    const line = world.lines.find((text) => text.includes('"request"'));
    expect(line).toContain('/v1/photo/:source/:name');
    expect(line).not.toContain(NAME);
  });
});
