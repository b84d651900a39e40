import { expect, it } from 'vitest';
import { kafkaReason } from './reason.ts';

const failure = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

const refused = failure('metadata failed 4 times.', {
  errors: [1, 2].map((n) =>
    failure('Cannot connect to any broker.', {
      errors: [failure(`Connection to b${n}:9093 failed.`, { cause: failure('SASL authentication failed.', { code: 'PLT_KFK_AUTHENTICATION' }) })],
    }),
  ),
});

it('names the cause behind a failure once, and what to do about it', () => {
  expect(kafkaReason(refused)).toBe(
    'metadata failed 4 times: Cannot connect to any broker: Connection to b1:9093 failed: SASL authentication failed: Connection to b2:9093 failed; ' +
      'the broker refuses this user: see that KAFKA_USERNAME and KAFKA_PASSWORD are right, and that the user exists for KAFKA_SASL_MECHANISM',
  );
});

it.each([
  [failure('x', { cause: failure('unable to verify', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }) }), 'KAFKA_CA_FILE'],
  [failure('x', { errors: [failure('Topic authorization failed', { apiId: 'TOPIC_AUTHORIZATION_FAILED' })] }), 'npm run acls -- check'],
  [failure('x', { errors: [failure('Connection closed')] }), 'does it want TLS or a login? See KAFKA_SECURITY_PROTOCOL'],
  [failure('Listing topics failed', { errors: [failure('Broker requires TLS.')] }), 'see KAFKA_SECURITY_PROTOCOL'],
  [failure('x', { cause: failure('refused', { code: 'ECONNREFUSED' }) }), 'no broker answers there'],
])('says what to do about %s', (error, words) => expect(kafkaReason(error)).toContain(words));

it('adds nothing to an error that says what to do itself', () => expect(kafkaReason(new Error('KAFKA_PASSWORD is needed'))).toBe('KAFKA_PASSWORD is needed'));
