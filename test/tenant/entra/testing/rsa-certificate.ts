import { createHash, KeyObject, X509Certificate } from 'node:crypto';
import { loadX509 } from '../../tls.ts';

export interface RsaCertificate {
  pem: string;
  privateKey: KeyObject;
  /** `x5t#S256` and `x5t` of client assertions. */
  sha256: string;
  sha1: string;
}

/** A certificate as an administrator would upload one to a registration. */
export async function makeRsaCertificate(): Promise<RsaCertificate> {
  const x509 = await loadX509();
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Ringcard worker',
    keys,
    signingAlgorithm: algorithm,
  });
  const pem = certificate.toString('pem');
  const { raw } = new X509Certificate(pem);
  return {
    pem,
    privateKey: KeyObject.from(keys.privateKey),
    sha256: createHash('sha256').update(raw).digest('base64url'),
    sha1: createHash('sha1').update(raw).digest('base64url'),
  };
}
