import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNetworkCode } from './network-codes.ts';

test('a network that fails is told from a bug of ours', () => {
  for (const code of ['EAI_AGAIN', 'ENOTFOUND', 'ECONNRESET', 'EPROTO', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER']) assert.ok(isNetworkCode(code), code);
  for (const code of ['ERR_INVALID_ARG_TYPE', 'ERR_ASSERTION', 'TypeError', 'Error', '']) assert.ok(!isNetworkCode(code), code);
});
