/** Which errors of Node, OpenSSL and undici say that the network or the other side failed, and not that we have a bug. */

/** By the code of an error: sockets, name look-up (EAI_AGAIN: no network at all), TLS and its verification (openssl-verification-options), the HTTP parser, undici. */
export function isNetworkCode(code: string): boolean {
  return NETWORK_CODE.test(code);
}

const NETWORK_CODE = new RegExp(`^(?:${[
  'E[A-Z]+', 'EAI_[A-Z]+', 'UND_ERR_\\w+', 'HPE_\\w+', 'ERR_TLS\\w+', 'ERR_SSL\\w+', 'ERR_OSSL\\w*', 'ERR_INVALID_URL',
  'CERT_\\w+', 'CRL_\\w+', 'DEPTH_ZERO\\w+', 'SELF_SIGNED\\w+', 'UNABLE_TO\\w+', 'ERROR_IN_\\w+', 'INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH',
].join('|')})$`);
