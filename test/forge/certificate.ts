/** A self-signed X.509 certificate (RFC 5280) with nothing in it but a key: enough to carry the key of a forged attestation. */
import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** DER. */
export function forgeCertificate(publicKey: KeyObject, privateKey: KeyObject): Buffer {
  const ecdsaWithSha256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const name = der(0x30, der(0x31, der(0x30, Buffer.concat([Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('forged'))]))));
  const validity = der(0x30, Buffer.concat([der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('270101000000Z'))]));
  const body = der(0x30, Buffer.concat([Buffer.from('a003020102', 'hex'), der(0x02, Buffer.from([1])), ecdsaWithSha256, name, validity, name, publicKey.export({ format: 'der', type: 'spki' })]));
  return der(0x30, Buffer.concat([body, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))]));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  return Buffer.concat([Buffer.from(length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255]), content]);
}
