import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { fastify, type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, baseConfig } from '#platform/config';
import { createHealth } from '#platform/health';
import { createServer } from '#platform/http/create-server';
import { addGateway, gatewayConfig, gatewayRoutes, upstreamsOf, type Upstreams } from './gateway.ts';

const open: { close(): unknown }[] = [];
let built: string;

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'todo-web-'));
  await mkdir(join(built, 'assets'));
  await writeFile(join(built, 'index.html'), '<!doctype html><title>Todo</title>');
  await writeFile(join(built, 'assets/index-4YMuhBdJ.js'), 'export {};');
});
afterAll(() => rm(built, { recursive: true }));
afterEach(async () => {
  for (const server of open.splice(0).reverse()) await server.close();
});

const listen = async (app: Pick<FastifyInstance, 'listen' | 'close'>): Promise<string> => {
  open.push(app);
  return app.listen({ port: 0, host: '127.0.0.1' });
};

const upstreamsTo = (upstream: string): Upstreams => ({ 'audit-service': upstream, 'notification-service': upstream, 'ops-service': upstream, 'realtime-service': upstream });

const startGateway = async (upstream: string): Promise<string> => {
  const app = await createServer({ log: pino({ level: 'silent' }), health: createHealth(), ready: async () => undefined });
  await addGateway(app, { gateway: { upstreams: upstreamsTo(upstream), webRoot: pathToFileURL(`${built}/`) } });
  return listen(app);
};

/** An upstream that answers with what it was sent. */
const startEcho = (): Promise<string> => {
  const app = fastify();
  app.all('/*', async ({ method, url, headers, body }) => ({ method, url, headers, body }));
  return listen(app);
};

interface Echo {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}
const json = async <T = Echo>(response: Response): Promise<T> => (await response.json()) as T;

const expectProblem = async (response: Response, status: number): Promise<{ title: string; detail: string; correlation_id: string }> => {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return json(response);
};

/** A request whose path is sent as it stands; fetch would tidy it first. */
const getRaw = (origin: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    void import('node:http').then(({ request }) =>
      request({ hostname, port, path }, (response) => resolve(`${response.statusCode} ${response.resume().headers['content-type']}`))
        .on('error', reject)
        .end(),
    );
  });

describe('a request whose service is away', () => {
  it('is answered, and leaves its connection such that the next one is too', async () => {
    const gateway = await startGateway('http://127.0.0.1:1');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, path: string, body?: Buffer): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request(`${gateway}${path}`, { method, agent, headers: { 'content-type': 'application/json' } }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode!));
        });
        sent.once('error', reject).setTimeout(5_000, () => sent.destroy(new Error('the connection hangs')));
        sent.end(body);
      });
    expect(await ask('POST', '/ops/dead-letters', Buffer.alloc(200_000, ' '))).toBe(503);
    expect(await ask('GET', '/livez')).toBe(200);
    agent.destroy();
  });
});

describe('what the gateway forwards', () => {
  it('is a JSON content type without a body too', async () => {
    const upstream = await createServer({ log: pino({ level: 'silent' }), health: createHealth(), ready: async () => undefined });
    upstream.route({ method: ['POST', 'DELETE'], url: '/notifications', handler: async ({ method, body }) => ({ method, body: body ?? null }) });
    const gateway = await startGateway(await listen(upstream));
    for (const method of ['POST', 'DELETE']) {
      const response = await fetch(`${gateway}/notifications`, { method, headers: { 'content-type': 'application/json' } });
      expect([response.status, await response.json()]).toEqual([200, { method, body: null }]);
    }
  });

  it('is the path, the query, the token and the correlation id', async () => {
    const gateway = await startGateway(await startEcho());
    const headers = { authorization: 'Bearer abc', 'x-correlation-id': 'a-correlation-id' };
    const response = await fetch(`${gateway}/audit/export?q=a%20b&q=%C3%BC&format=csv`, { headers });
    expect(response.headers.get('x-correlation-id')).toBe('a-correlation-id');
    const seen = await json(response);
    expect(seen.url).toBe('/audit/export?q=a%20b&q=%C3%BC&format=csv');
    expect(seen.headers).toMatchObject(headers);
    expect((await json(await fetch(`${gateway}/audit`))).url).toBe('/audit');
  });

  it('gets a correlation id when the browser sends none, the same on both sides', async () => {
    const response = await fetch(`${await startGateway(await startEcho())}/audit`);
    expect((await json(response)).headers['x-correlation-id']).toBe(response.headers.get('x-correlation-id'));
  });

  it('includes bodies, and answers as the upstream does', async () => {
    const upstream = fastify();
    upstream.post('/audit/x', async ({ body }, reply) => reply.code(409).type('application/problem+json').send({ title: 'No', body }));
    const gateway = await startGateway(await listen(upstream));
    const response = await fetch(`${gateway}/audit/x`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' });
    expect(await expectProblem(response, 409)).toMatchObject({ title: 'No', body: { a: 'ü' } });
  });

  it('streams a download: the first part arrives before the upstream has the second', async () => {
    const gate = new EventEmitter();
    const upstream = fastify();
    upstream.get('/audit/export', async (_request, reply) =>
      reply.type('text/csv').header('content-disposition', 'attachment').send(Readable.from((async function* () {
        yield 'first\n';
        yield String(await once(gate, 'second'));
      })())),
    );
    const response = await fetch(`${await startGateway(await listen(upstream))}/audit/export`);
    expect(response.headers.get('content-disposition')).toBe('attachment');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('first\n');
    gate.emit('second', 'second\n');
    expect((await reader.read()).value).toBe('second\n');
  });

  it('is asked for once, also when the upstream is not available', async () => {
    let asked = 0;
    const upstream = fastify();
    upstream.get('/audit', async (_request, reply) => {
      asked += 1;
      return reply.code(503).header('retry-after', '1').send({});
    });
    const response = await fetch(`${await startGateway(await listen(upstream))}/audit`);
    expect(response.status).toBe(503);
    expect(asked).toBe(1);
  });
});

describe('what the gateway does not forward', () => {
  it('is anything outside its table, however it is spelled', async () => {
    const gateway = await startGateway(await startEcho());
    for (const path of ['/events/audit-log', '/clock/reminders', '/internal/outbox', '/auditing', '/AUDIT']) {
      for (const method of ['GET', 'POST']) await expectProblem(await fetch(`${gateway}${path}`, { method }), 404);
    }
    const around = ['/audit/../internal/outbox', '/audit/%2e%2e/metrics', '/audit/..%2finternal/outbox', '/audit/..\\events', '//audit/../events', '/audit/%2e%2e%5cmetrics'];
    for (const path of around) expect(await getRaw(gateway, path)).toMatch(/^40\d application\/problem\+json/);
    expect(await (await fetch(`${gateway}/metrics`)).text()).not.toContain('"url"');
  });

  it('is never an internal path by table', () => {
    for (const prefix of Object.keys(gatewayRoutes)) expect(prefix).not.toMatch(/^\/(events|clock|internal|metrics|healthz|readyz)?(\/|$)/);
  });
});

describe('an upstream in trouble', () => {
  it('is 503 when it is down, and heard again when it is back', async () => {
    const upstream = await startEcho();
    await open.pop()!.close();
    const gateway = await startGateway(upstream);
    const response = await fetch(`${gateway}/audit`);
    const problem = await expectProblem(response, 503);
    expect(problem.title).toBe('audit-service is not available right now');
    expect(problem.correlation_id).toBe(response.headers.get('x-correlation-id'));
    expect(response.headers.get('retry-after')).toBe('5');
    const back = fastify();
    back.get('/audit', async () => ({ back: true }));
    open.push(back);
    await back.listen({ port: Number(new URL(upstream).port), host: '127.0.0.1' });
    expect(await json(await fetch(`${gateway}/audit`))).toEqual({ back: true });
  });

  it('is 502 when it hangs up before it answers', async () => {
    const rude = createTcpServer((socket) => socket.once('data', () => socket.destroy()).on('error', () => undefined));
    await new Promise<void>((resolve) => void rude.listen(0, '127.0.0.1', resolve));
    open.push(rude);
    const gateway = await startGateway(`http://127.0.0.1:${(rude.address() as AddressInfo).port}`);
    expect(await expectProblem(await fetch(`${gateway}/audit`), 502)).toMatchObject({ title: 'audit-service broke off its answer' });
  });
});

describe('the browser app', () => {
  it('is served at / with a policy that lets in nobody else', async () => {
    const gateway = await startGateway(await startEcho());
    const page = await fetch(`${gateway}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Todo</title>');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toContain('max-age=0');
    const script = await fetch(`${gateway}/assets/index-4YMuhBdJ.js`);
    expect(script.headers.get('content-type')).toContain('/javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it('is what the build made and nothing else', async () => {
    const gateway = await startGateway(await startEcho());
    for (const path of ['/package.json', '/nothing.js', '/assets', '/assets/nothing.js']) await expectProblem(await fetch(`${gateway}${path}`), 404);
    expect(await getRaw(gateway, '/../package.json')).toMatch(/^40\d/);
  });
});

it('takes the addresses of the services from the settings', () => {
  const schema = baseConfig.extend(gatewayConfig.shape);
  const config = parseConfig(schema, { NODE_ENV: 'test', PORT: '1', AUDIT_SERVICE_URL: 'http://audit.example:8080' });
  expect(upstreamsOf(config)).toMatchObject({ 'audit-service': 'http://audit.example:8080' });
  expect(() => parseConfig(schema, { NODE_ENV: 'test', PORT: '1', AUDIT_SERVICE_URL: 'ftp://x' })).toThrow('AUDIT_SERVICE_URL');
});
