import { describe, expect, it } from 'vitest';
import { isOutage, Unavailable } from './outage.ts';

const withCode = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

describe('isOutage', () => {
  it.each([
    '08006', '53300', '53100', '57P01', '57P03', '57014', '25006', '55P03', '28P01', '28000', '3D000', '58030', 'ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'ENETDOWN',
    'EHOSTDOWN', 'EMFILE', 'EAI_AGAIN', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  ])('takes %s for an outage', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });

  it.each(['23505', '22021', '40P01', '42P01', 'POISON', 'ENOENT', 'ERR_INVALID_ARG_TYPE'])('takes %s for a failure of its own', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'timeout expired', 'Query read timeout'])('knows what pg says without a code: %s', (message) => {
    expect(isOutage(new Error(message))).toBe(true);
  });

  it('takes a statement that was prepared before a migration for one, and no other thing that PostgreSQL cannot do', () => {
    expect(isOutage(Object.assign(withCode('0A000'), { routine: 'RevalidateCachedQuery' }))).toBe(true);
    expect(isOutage(withCode('26000'))).toBe(true);
    expect(isOutage(withCode('0A000'))).toBe(false);
  });

  it('looks at the cause, at the parts of an aggregate, and at what a callee says', () => {
    expect(isOutage(new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') }))).toBe(true);
    expect(isOutage(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(true);
    expect(isOutage(new Unavailable('chat-api does not answer'))).toBe(true);
    expect(isOutage(new Error('a bug'))).toBe(false);
    expect(isOutage('a text')).toBe(false);
  });
});
