import { describe, expect, it } from 'vitest';
import { secretOf } from './secret.ts';

const env = { KAFKA_BOOTSTRAP_SERVERS: 'a:9093, b:9093', KAFKA_USERNAME: 'chat-api', KAFKA_PASSWORD: 'p', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' };

describe("an account's Secret", () => {
  it("holds the variables, and Dapr's name for the mechanism", () => {
    expect(secretOf('chat-api', env)).toMatchObject({
      kind: 'Secret',
      metadata: { name: 'chat-api-kafka' },
      stringData: {
        KAFKA_BOOTSTRAP_SERVERS: 'a:9093,b:9093',
        KAFKA_SECURITY_PROTOCOL: 'SASL_SSL',
        KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
        KAFKA_DAPR_SASL_MECHANISM: 'SHA-512',
        KAFKA_CA: '',
      },
    });
  });

  it.each([
    ['SCRAM-SHA-256', 'SHA-256'],
    ['SCRAM-SHA-512', 'SHA-512'],
    ['PLAIN', 'PLAIN'],
  ])('of the mechanism %s says %s to Dapr', (mechanism, forDapr) => {
    expect(secretOf('chat-api', { ...env, KAFKA_SASL_MECHANISM: mechanism }).stringData['KAFKA_DAPR_SASL_MECHANISM']).toBe(forDapr);
  });

  it.each([
    [{ KAFKA_SASL_MECHANISM: 'SHA-512' }, 'KAFKA_SASL_MECHANISM must be'],
    [{ KAFKA_SASL_MECHANISM: 'scram-sha-512' }, 'KAFKA_SASL_MECHANISM must be'],
    [{ KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT' }, 'must be SASL_SSL'],
    [{ KAFKA_BOOTSTRAP_SERVERS: undefined }, 'KAFKA_BOOTSTRAP_SERVERS is needed'],
    [{ KAFKA_PASSWORD: '' }, 'KAFKA_PASSWORD'],
    [{ KAFKA_PASSWORD: '"quoted"' }, 'KAFKA_PASSWORD stands in quotes'],
    [{ KAFKA_PASSWORD: 'a{uuid}b' }, 'KAFKA_PASSWORD contains what Dapr would replace'],
    [{ KAFKA_PASSWORD: 'newline\n' }, 'KAFKA_PASSWORD begins or ends with white space'],
  ])('is refused with %j', (change, sentence) => expect(() => secretOf('chat-api', { ...env, ...change })).toThrow(sentence));
});
