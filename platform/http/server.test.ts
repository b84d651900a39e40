import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createHealth } from '../health.ts';
import { requireAppToken } from './app-token.ts';
import { createServer, type Server } from './server.ts';

/** A server with a route that says what it knows of its caller, and the lines that it logs. */
const start = async (trustProxy?: string): Promise<{ app: Server; lines: string[] }> => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const app = await createServer({ log, health: createHealth(), ready: async () => undefined, trustProxy });
  app.get('/who', async ({ ip, protocol }) => ({ ip, protocol }));
  app.post('/body', async () => ({}));
  app.get('/boom', async () => {
    throw new Error('boom');
  });
  app.get('/inside', { onRequest: requireAppToken('the-token-of-this-service') }, async () => ({}));
  return { app, lines };
};

const forwarded = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };

describe('every answer', () => {
  it('lets a page load only from its own origin, stand in no frame and say nothing of where it came from', async () => {
    const { headers } = await (await start()).app.inject('/who');
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*script-src 'self';/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
  });

  it('lets no other origin read it', async () => {
    const { app } = await start();
    const origin = 'https://evil.example';
    const asked = await app.inject({ method: 'OPTIONS', url: '/who', headers: { origin, 'access-control-request-method': 'GET' } });
    const got = await app.inject({ url: '/who', headers: { origin } });
    for (const { headers } of [asked, got]) expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(asked.statusCode).toBe(404);
  });
});

describe('behind a proxy', () => {
  it('the client is whom a trusted proxy names, and TLS is promised for the future', async () => {
    const { app } = await start('127.0.0.0/8');
    const answer = await app.inject({ url: '/who', headers: forwarded });
    expect(answer.json()).toEqual({ ip: '203.0.113.7', protocol: 'https' });
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it.each([[undefined], ['192.0.2.1']])('what others say of it is not believed (trusted: %s)', async (trusted) => {
    const { app } = await start(trusted);
    const answer = await app.inject({ url: '/who', headers: forwarded });
    expect(answer.json()).toEqual({ ip: '127.0.0.1', protocol: 'http' });
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });
});

describe('a request', () => {
  it('of more than 1 MiB is refused, and so is one of another type', async () => {
    const { app } = await start();
    const large = await app.inject({ method: 'POST', url: '/body', headers: { 'content-type': 'application/json' }, payload: JSON.stringify('x'.repeat(1024 * 1024)) });
    const xml = await app.inject({ method: 'POST', url: '/body', headers: { 'content-type': 'application/xml' }, payload: '<a/>' });
    expect([large.statusCode, xml.statusCode]).toEqual([413, 415]);
  });

  it('that would reach into prototypes is refused', async () => {
    const { app } = await start();
    const answer = await app.inject({ method: 'POST', url: '/body', headers: { 'content-type': 'application/json' }, payload: '{"__proto__": {"admin": true}}' });
    expect(answer.statusCode).toBe(400);
  });

  it('has a limited time to arrive', async () => expect((await start()).app.server.requestTimeout).toBe(30_000));

  it('that fails shows nothing of the inside to its sender, and no token to the log', async () => {
    const { app, lines } = await start();
    const headers = { authorization: 'Bearer a-secret-of-a-user', 'dapr-api-token': 'a-wrong-token-of-a-sidecar' };
    const answer = await app.inject({ url: '/boom?ticket=a-secret-ticket', headers });
    expect([answer.statusCode, answer.body]).toEqual([500, expect.not.stringContaining('boom')]);
    expect((await app.inject({ url: '/inside', headers })).statusCode).toBe(401);
    expect((await app.inject({ url: '/inside', headers: { 'dapr-api-token': 'the-token-of-this-service' } })).statusCode).toBe(200);
    expect(lines.join('')).toContain('boom');
    expect(lines.join('')).not.toMatch(/a-secret|a-wrong-token|the-token-of/);
  });
});
