import { describe, expect, it } from 'vitest';
import { readConnection } from './connection.ts';

const scram = { KAFKA_BOOTSTRAP_SERVERS: 'a:9093, b:9093', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p', KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512' };

describe('readConnection', () => {
  it('uses the local broker in development only', () => {
    expect(readConnection({}, 'test').bootstrapBrokers).toEqual(['localhost:9092']);
    expect(() => readConnection({ NODE_ENV: 'production' }, 'test')).toThrow('KAFKA_BOOTSTRAP_SERVERS');
  });

  it('uses TLS as soon as there is a password', () => {
    expect(readConnection(scram, 'test')).toMatchObject({
      bootstrapBrokers: ['a:9093', 'b:9093'],
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'u', password: 'p' },
      tls: {},
    });
  });

  it('takes a certificate authority as text, and no text for that of the system', () => {
    expect(readConnection({ ...scram, KAFKA_CA: 'pem' }, 'test').tls).toEqual({ ca: 'pem' });
    expect(readConnection({ ...scram, KAFKA_CA: '' }, 'test').tls).toEqual({});
  });

  it.each([
    [{ ...scram, KAFKA_SASL_MECHANISM: 'SHA-512' }, 'KAFKA_SASL_MECHANISM must be'],
    [{ ...scram, KAFKA_SASL_MECHANISM: 'PLAIN', KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT' }, 'in the clear'],
    [{ ...scram, KAFKA_DAPR_SASL_MECHANISM: 'SCRAM-SHA-512' }, 'KAFKA_DAPR_SASL_MECHANISM must be SHA-512'],
    [{ ...scram, KAFKA_PASSWORD: '' }, 'KAFKA_PASSWORD'],
    [{ KAFKA_SECURITY_PROTOCOL: 'TLS' }, 'KAFKA_SECURITY_PROTOCOL must be'],
  ])('refuses %j', (env, sentence) => expect(() => readConnection(env, 'test')).toThrow(sentence));
});
