import { describe, expect, it } from 'vitest';
import { parseConfig } from '#platform/config';
import { notificationConfig } from './config.ts';

const settings = {
  NODE_ENV: 'development', PORT: '3002', DATABASE_URL: 'postgres://a:b@localhost:1/c', AUTH_JWKS_URL: 'http://localhost:1/keys',
  SMTP_URL: 'smtp://localhost:1025', MAIL_FROM: 'Todo <todo@todo.local>', PUBLIC_URL: 'http://localhost:3000/',
};
const parse = (more: Record<string, string | undefined>) => parseConfig(notificationConfig, { ...settings, ...more } as NodeJS.ProcessEnv);

describe('the settings of notification-service', () => {
  it('need no keys in development, and lose the slash of the public URL', () => {
    expect(parse({})).toMatchObject({ PUBLIC_URL: 'http://localhost:3000', PUSH_TEST_ENDPOINTS: [] });
  });

  it('name every bad one at once', () => {
    const bad = { SMTP_URL: 'http://x', MAIL_FROM: 'Todo\r\nBcc: eve@example.org <todo@todo.local>', PUBLIC_URL: undefined };
    for (const name of Object.keys(bad)) expect(() => parse(bad)).toThrow(name);
  });

  it('need a pair of keys in production, and never half a pair', () => {
    const key = { VAPID_PUBLIC_KEY: 'a'.repeat(87), VAPID_PRIVATE_KEY: 'b'.repeat(43) };
    const production = { NODE_ENV: 'production', APP_API_TOKEN: 'a-token-of-16-or-more' };
    expect(() => parse(production)).toThrow('VAPID_PUBLIC_KEY');
    expect(() => parse({ ...production, SMTP_URL: undefined })).toThrow(/SMTP_URL[^]*VAPID_PUBLIC_KEY/);
    expect(parse({ ...production, ...key }).VAPID_PRIVATE_KEY).toBe(key.VAPID_PRIVATE_KEY);
    expect(() => parse({ VAPID_PUBLIC_KEY: key.VAPID_PUBLIC_KEY })).toThrow('VAPID_PRIVATE_KEY');
  });
});
