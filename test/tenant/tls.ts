import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TlsFiles {
  /** Private key of the server, PEM. */
  key: string;
  /** Certificate of the server, PEM. */
  cert: string;
  /** Path of the authority's certificate, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`, base64. */
  spkiSha256: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFETIME_MS = 365 * DAY_MS;
const RENEW_BEFORE_MS = 7 * DAY_MS;
/** A lock older than this belongs to a process that died. */
const STALE_LOCK_MS = 15_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The local authority and server certificate in `folder`: made once, reused while valid for 7 more days. */
export async function loadTls(folder: string): Promise<TlsFiles> {
  const paths = { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await mkdir(folder, { recursive: true });
  const present = await readFiles(paths);
  if (present) return present;
  return await holdingLock(join(folder, 'tls.lock'), async () => {
    // The process that held the lock before us may have done the work.
    const made = await readFiles(paths);
    if (made) return made;
    const pem = await createCertificates();
    await replaceFile(paths.key, pem.key, 0o600);
    await replaceFile(paths.cert, pem.cert, 0o644);
    await replaceFile(paths.ca, pem.ca, 0o644);
    return describe(pem.key, pem.cert, paths.ca);
  });
}

async function readFiles(paths: { ca: string; cert: string; key: string }): Promise<TlsFiles | undefined> {
  const [ca, cert, key] = await Promise.all([readText(paths.ca), readText(paths.cert), readText(paths.key)]);
  if (!ca || !cert || !key) return undefined;
  try {
    const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];
    const endMs = Math.min(Date.parse(authority.validTo), Date.parse(server.validTo));
    // Also refuses a mixture of old and new files, seen while another process replaces them.
    if (!server.verify(authority.publicKey) || endMs < Date.now() + RENEW_BEFORE_MS) return undefined;
    const files = describe(key, cert, paths.ca);
    return files.spkiSha256 === spkiSha256(createPublicKey(key)) ? files : undefined;
  } catch {
    // Damaged files are made again, like missing ones.
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function describe(key: string, cert: string, caFile: string): TlsFiles {
  return { key, cert, caFile, spkiSha256: spkiSha256(new X509Certificate(cert).publicKey) };
}

function spkiSha256(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/** The authority's own key is never stored, so ca.pem makes a client trust this one server and nothing else. */
async function createCertificates(): Promise<{ ca: string; cert: string; key: string }> {
  const x509 = await loadX509();
  const authorityKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const serverKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const dates = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + LIFETIME_MS) };
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: 'CN=Ringcard local tenant',
    keys: authorityKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: 'CN=localhost',
    issuer: authority.subject,
    publicKey: serverKeys.publicKey,
    signingKey: authorityKeys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(serverKeys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    ca: `${authority.toString('pem')}\n`,
    cert: `${server.toString('pem')}\n`,
    key: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
  };
}

/**
 * tsyringe, inside @peculiar/x509 2.2, throws while loading without a metadata polyfill, which the package does not
 * bring. Its classes take no injected parameters, so an empty polyfill is enough.
 */
export async function loadX509(): Promise<typeof import('@peculiar/x509')> {
  if ('getMetadata' in Reflect) return await import('@peculiar/x509');
  const nothing = () => undefined;
  const polyfill = { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing };
  Object.assign(Reflect, polyfill);
  try {
    return await import('@peculiar/x509');
  } finally {
    for (const name of Object.keys(polyfill)) Reflect.deleteProperty(Reflect, name);
  }
}

/** Other processes see the old file or the new one, never half of one. */
async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(temporary, text, { mode });
  await rename(temporary, path);
}

async function holdingLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!(await takeLock(lock))) await sleep(50);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const age = await stat(lock).then(
    (file) => Date.now() - file.mtimeMs,
    () => 0,
  );
  if (age > STALE_LOCK_MS) await rm(lock, { force: true });
  return false;
}
