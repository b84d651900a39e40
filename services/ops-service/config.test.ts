import { describe, expect, it } from 'vitest';
import { parseConfig } from '#platform/config';
import { opsConfig } from './config.ts';

const env = {
  NODE_ENV: 'development', PORT: '3006', DATABASE_URL: 'postgres://todo:todo@localhost:5433/todo', AUTH_JWKS_URL: 'http://127.0.0.1:3000/keys',
  SMTP_URL: 'smtp://127.0.0.1:1025', MAIL_FROM: 'todo@todo.local', PUBLIC_URL: 'http://localhost:3000/', KAFKA_BOOTSTRAP_SERVERS: 'localhost:9092',
};

describe('the settings of ops-service', () => {
  it('have defaults for all but where things are', () => {
    expect(parseConfig(opsConfig, env)).toMatchObject({ LAG_INTERVAL_MS: 5_000, PUBLIC_URL: 'http://localhost:3000' });
  });

  it('name every bad one at once, also those of Kafka that do not belong together', () => {
    const bad = { ...env, KAFKA_SECURITY_PROTOCOL: 'SASL_SSL', LAG_INTERVAL_MS: 'often' };
    expect(() => parseConfig(opsConfig, bad)).toThrow(/LAG_INTERVAL_MS[^]*KAFKA_USERNAME and KAFKA_PASSWORD are needed/);
    expect(() => parseConfig(opsConfig, { ...env, KAFKA_BOOTSTRAP_SERVERS: undefined })).toThrow('KAFKA_BOOTSTRAP_SERVERS');
  });
});
