import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadTls } from '../tls.ts';

const DAY_MS = 86_400_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringcard-tls-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

describe('the certificate of the local tenant', () => {
  it('is for this machine only, and signed by an authority of its own', async () => {
    const { cert, caFile } = await loadTls(folder);
    const [server, authority] = [new X509Certificate(cert), new X509Certificate(await readFile(caFile))];
    expect(server.verify(authority.publicKey)).toBe(true);
    expect(authority.ca).toBe(true);
    expect(server.checkHost('localhost')).toBe('localhost');
    expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(server.checkIP('::1')).toBe('::1');
    expect(server.checkHost('example.com')).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('has a private key that only its owner may read', async () => {
    await loadTls(folder);
    expect((await stat(join(folder, 'key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('is made once, however many tenants start at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => loadTls(folder)));
    expect(new Set(all.map(({ spkiSha256 }) => spkiSha256)).size).toBe(1);
    expect(await loadTls(folder)).toEqual(all[0]);
  });

  it('is made anew when fewer than 7 days are left', async () => {
    const first = await loadTls(folder);
    const end = Date.parse(new X509Certificate(first.cert).validTo);
    vi.useFakeTimers({ toFake: ['Date'], now: end - 8 * DAY_MS });
    expect((await loadTls(folder)).spkiSha256).toBe(first.spkiSha256);
    vi.setSystemTime(end - 6 * DAY_MS);
    expect((await loadTls(folder)).spkiSha256).not.toBe(first.spkiSha256);
  });

  it('is made anew when a file is damaged', async () => {
    const first = await loadTls(folder);
    await writeFile(first.caFile, 'not a certificate');
    const second = await loadTls(folder);
    expect(
      new X509Certificate(second.cert).verify(new X509Certificate(await readFile(second.caFile)).publicKey),
    ).toBe(true);
  });
});
