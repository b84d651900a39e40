import { describe, expect, it } from 'vitest';
import { parseConfig } from '#platform/config';
import { newSigningKey } from './auth/tokens.ts';
import { chatConfig } from './config.ts';

const env = { PORT: '3000', DATABASE_URL: 'postgres://localhost/todo', APP_API_TOKEN: 'x'.repeat(16) };

describe('the settings of chat-api', () => {
  it('have no signing key by default in production', () => {
    expect(() => parseConfig(chatConfig, env)).toThrow(/AUTH_SIGNING_KEY: .*required in production/);
    expect(() => parseConfig(chatConfig, {})).toThrow(/PORT: [^]*DATABASE_URL: [^]*AUTH_SIGNING_KEY: [^]*APP_API_TOKEN: /);
    expect(parseConfig(chatConfig, { ...env, NODE_ENV: 'development' }).AUTH_SIGNING_KEY).toBeUndefined();
  });

  it('take a private JWK, and do not show a bad one', async () => {
    const key = await newSigningKey();
    expect(parseConfig(chatConfig, { ...env, AUTH_SIGNING_KEY: JSON.stringify(key) }).AUTH_SIGNING_KEY).toEqual(key);
    for (const bad of ['secret-text', '{"kty":"oct","d":"secret-text"}', JSON.stringify({ ...key, d: undefined })]) {
      expect(() => parseConfig(chatConfig, { ...env, AUTH_SIGNING_KEY: bad })).toThrow(/AUTH_SIGNING_KEY: must be a private JWK/);
      expect(() => parseConfig(chatConfig, { ...env, AUTH_SIGNING_KEY: bad })).not.toThrow(/secret-text/);
    }
  });

  it('have no language model by default, and none without a word for people on who runs it', () => {
    expect(parseConfig(chatConfig, { ...env, NODE_ENV: 'development' }).CHAT_MODEL).toBeUndefined();
    expect(() => parseConfig(chatConfig, { ...env, CHAT_MODEL: 'chat-model' })).toThrow(/CHAT_MODEL_RECIPIENT: is needed with CHAT_MODEL/);
    expect(() => parseConfig(chatConfig, { ...env, CHAT_MODEL: '../x', CHAT_MODEL_RECIPIENT: 'x' })).toThrow(/CHAT_MODEL: must be the name of a Dapr component/);
  });

  it('read lists and numbers', () => {
    const config = parseConfig(chatConfig, { ...env, NODE_ENV: 'development', ADMIN_EMAILS: 'A@x.org, b@x.org,', RATE_LIMIT_PER_MINUTE: '5' });
    expect(config).toMatchObject({ ADMIN_EMAILS: ['a@x.org', 'b@x.org'], RATE_LIMIT_PER_MINUTE: 5 });
  });
});
