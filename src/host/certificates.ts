/**
 * An authority of our own, made for one run, and certificates it signs, so that tunnels of the clients we started can be looked into. X.509 (RFC 5280)
 * written by hand in DER: Node signs but writes no certificates. The key never leaves the process.
 */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import type { Certificate } from './server.ts';

const DAY = 86_400_000;

export class Authority {
  /** The authority's own certificate, PEM. */
  readonly pem: string;
  readonly #key: KeyObject;
  readonly #keyId: Buffer;
  readonly #leafKey: { readonly pem: string; readonly spki: Buffer };
  readonly #issued = new Map<string, Certificate>();

  constructor() {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = own.privateKey;
    const spki = own.publicKey.export({ type: 'spki', format: 'der' });
    this.#keyId = keyIdOf(spki);
    this.#leafKey = { pem: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), spki: leaf.publicKey.export({ type: 'spki', format: 'der' }) };
    this.pem = this.#sign(NAME, spki, [
      extension('551d13', true, sequence(Buffer.from('0101ff', 'hex'))),
      extension('551d0f', true, Buffer.from('03020106', 'hex')),
      extension('551d0e', false, tagged(0x04, this.#keyId)),
    ]);
  }

  /** A certificate for a host name or address, made once. */
  certify(host: string): Certificate {
    const known = this.#issued.get(host);
    if (known !== undefined) return known;
    const version = isIP(host);
    const alternative = version === 0 ? tagged(0x82, Buffer.from(host, 'latin1')) : tagged(0x87, addressBytes(host));
    const cert = this.#sign('assay gate', this.#leafKey.spki, [
      extension('551d13', true, sequence()),
      extension('551d0f', true, Buffer.from('03020780', 'hex')),
      extension('551d25', false, sequence(oid('2b06010505070301'))),
      extension('551d0e', false, tagged(0x04, keyIdOf(this.#leafKey.spki))),
      extension('551d23', false, sequence(tagged(0x80, this.#keyId))),
      extension('551d11', false, sequence(alternative)),
    ]);
    const made = { key: this.#leafKey.pem, cert };
    this.#issued.set(host, made);
    return made;
  }

  #sign(subject: string, spki: Buffer, extensions: readonly Buffer[]): string {
    const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
    const body = sequence(
      tagged(0xa0, tagged(0x02, Buffer.from([2]))), tagged(0x02, serial), ECDSA_SHA256, nameOf(NAME),
      sequence(timeOf(Date.now() - DAY), timeOf(Date.now() + 7 * DAY)), nameOf(subject), spki, tagged(0xa3, sequence(...extensions)),
    );
    const signature = tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, this.#key)]));
    const text = sequence(body, ECDSA_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
    return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
  }
}

const NAME = 'assay gate, for one run';
/** 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));

function keyIdOf(spki: Buffer): Buffer {
  return createHash('sha1').update(spki).digest();
}

function nameOf(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(commonName, 'utf8')))));
}

function timeOf(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`, 'latin1'));
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(isCritical ? [Buffer.from('0101ff', 'hex')] : []), tagged(0x04, value));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** IPv6 is written out by the URL parser first, so that `::` needs no thought here. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return Buffer.concat([...left, ...middle, ...right].map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}
