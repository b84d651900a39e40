import { describe, expect, it } from 'vitest';
import { authConfig, baseConfig, databaseConfig, parseConfig, requestsPerMinute } from './config.ts';

const schema = baseConfig.extend(databaseConfig.shape);
const good = { PORT: '3000', NODE_ENV: 'development', DATABASE_URL: 'postgres://todo:todo@localhost:5433/todo' };

describe('parseConfig', () => {
  it('reads the environment with its defaults', () => {
    expect(parseConfig(schema, good)).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DAPR_HTTP_PORT: 3500, DATABASE_POOL_SIZE: 10 });
  });

  it('names every bad setting at once', () => {
    expect(() => parseConfig(schema, { ...good, PORT: 'abc', DATABASE_URL: 'mysql://x' })).toThrow(/PORT[^]*DATABASE_URL/);
  });

  it('asks for the app token in production, which is also the default', () => {
    expect(() => parseConfig(schema, { ...good, NODE_ENV: 'production' })).toThrow('APP_API_TOKEN');
    expect(() => parseConfig(schema, { ...good, NODE_ENV: undefined })).toThrow('APP_API_TOKEN');
  });
});

describe('TRUST_PROXY', () => {
  const proxies = baseConfig.extend(authConfig.shape);
  const withProxy = (TRUST_PROXY: string): unknown => parseConfig(proxies, { ...good, TRUST_PROXY }).TRUST_PROXY;

  it.each(['10.0.0.1', '10.0.0.0/8, 192.168.0.0/16', 'fd00::/8'])('takes %s', (text) => expect(withProxy(text)).toBe(text));

  it.each(['true', '', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', 'ingress.example', '10.0.0.0/8/8'])('refuses "%s"', (text) => {
    expect(() => withProxy(text)).toThrow(/TRUST_PROXY: must be addresses or networks/);
  });
});

it('limits what a user sends by default, and on a laptop as good as not', () => {
  expect(requestsPerMinute({ NODE_ENV: 'production' })).toBe(600);
  expect(requestsPerMinute({ NODE_ENV: 'development' })).toBe(1_000_000);
  expect(requestsPerMinute({ NODE_ENV: 'production', RATE_LIMIT_PER_MINUTE: 5 })).toBe(5);
});
