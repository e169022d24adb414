/** Checks signatures with keys that come from a registry's answers: keys and signatures are as hostile as any other text. */
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CheckingKey } from '../model/registry.ts';

/** ECDSA with SHA-256 over a message, the signature DER in base64; false where anything can't be read. Says nothing of who owns the key. */
export function isSigned(key: CheckingKey, message: Uint8Array, signature: string): boolean {
  try {
    const publicKey = publicKeyOf(key);
    return publicKey.asymmetricKeyType === 'ec' && verify('sha256', message, publicKey, Buffer.from(signature, 'base64'));
  } catch {
    // OpenSSL throws at whatever is no key and no certificate: then nothing is proven.
    return false;
  }
}

function publicKeyOf({ kind, base64 }: CheckingKey): KeyObject {
  const der = Buffer.from(base64, 'base64');
  return kind === 'certificate' ? new X509Certificate(der).publicKey : createPublicKey({ key: der, format: 'der', type: 'spki' });
}
