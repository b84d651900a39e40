import { describe, expect, it } from 'vitest';
import { baseConfig, databaseConfig, parseConfig } from './config.ts';

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
