import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#platform/config';
import { limitsOf } from './alerts/config.ts';
import { opsConfig } from './config.ts';

const env = {
  NODE_ENV: 'development', PORT: '3006', DATABASE_URL: 'postgres://todo:todo@localhost:5433/todo', AUTH_JWKS_URL: 'http://127.0.0.1:3000/keys',
  SMTP_URL: 'smtp://127.0.0.1:1025', MAIL_FROM: 'todo@todo.local', PUBLIC_URL: 'http://localhost:3000/', KAFKA_BOOTSTRAP_SERVERS: 'localhost:9092',
};

/** The numbers that docs/operations.md gives as defaults, by variable. */
const documented = (): [string, number][] => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^\| (`[A-Z_`, ]+`) \| ([\d., ]+) \|/gm)].flatMap(([, names, defaults]) => {
    const numbers = defaults!.split(', ').map(Number);
    return names!.replaceAll('`', '').split(', ').map((name, i): [string, number] => [name, numbers[i]!]);
  });
};

describe('the settings of ops-service', () => {
  it.each(documented())('have the default that docs/operations.md says: %s is %d', (name, value) =>
    expect(parseConfig(opsConfig, env)).toMatchObject({ [name]: value }));

  it('have defaults for all but where things are', () => {
    expect(parseConfig(opsConfig, env)).toMatchObject({ LAG_INTERVAL_MS: 5_000, PUBLIC_URL: 'http://localhost:3000' });
  });

  it('name every bad one at once, also those of Kafka that do not belong together', () => {
    const bad = { ...env, KAFKA_SECURITY_PROTOCOL: 'SASL_SSL', LAG_INTERVAL_MS: 'often' };
    expect(() => parseConfig(opsConfig, bad)).toThrow(/LAG_INTERVAL_MS[^]*KAFKA_USERNAME and KAFKA_PASSWORD are needed/);
    expect(() => parseConfig(opsConfig, { ...env, KAFKA_BOOTSTRAP_SERVERS: undefined })).toThrow('KAFKA_BOOTSTRAP_SERVERS');
  });

  it('read lists, limits and hours', () => {
    const given = { ...env, ALERT_MAIL_TO: 'a@example.org, b@example.org', LAG_THRESHOLDS: 'audit-service=5000', EXPECT_TRAFFIC: '08-18', ERROR_RATE_THRESHOLD: '0.05' };
    const config = parseConfig(opsConfig, given);
    expect(config).toMatchObject({ ALERT_MAIL_TO: ['a@example.org', 'b@example.org'], EXPECT_TRAFFIC: { from: 8, to: 18 } });
    expect(limitsOf(config)).toMatchObject({ lag: 1_000, lagByConsumer: new Map([['audit-service', 5_000]]), errorRate: 0.05, skew: 0.2, outboxAgeSeconds: 60 });
    expect(parseConfig(opsConfig, { ...env, EXPECT_TRAFFIC: 'off' }).EXPECT_TRAFFIC).toBeNull();
  });

  it.each([
    ['ALERT_MAIL_TO', 'nobody'], ['ALERT_WEBHOOK_URL', 'file:///etc/passwd'], ['ALERT_WEBHOOK_SECRET', 'short'], ['LAG_THRESHOLDS', 'audit-service'],
    ['EXPECT_TRAFFIC', '8am-6pm'], ['EXPECT_TRAFFIC', '25-26'], ['SKEW_THRESHOLD', '0'],
  ])('refuse %s=%s', (name, value) => expect(() => parseConfig(opsConfig, { ...env, [name]: value })).toThrow(name));
});
