import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { createMail, mailPorts } from '../../tools/instance/mail.ts';
import { waitUntil } from '../../tools/instance/wait-until.ts';
import { projectRoot, runtimeDir } from '../../tools/runtime/paths.ts';
import { startPassOn } from './pass-on.ts';

/** The services that the page talks to, on a database of their own. */
export interface PageSystem {
  origin: string;
  /** The page of the mail inbox, with its HTTP API. */
  inbox: string;
  /** Stops the one origin, or starts it again, as for a person without a connection. */
  stop(service: string): Promise<void>;
  start(service: string): Promise<void>;
  close(): Promise<void>;
}

const everyService = ['chat-api', 'notification-service', 'realtime-service', 'reminder-service', 'recurring-service'];

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

const clocks = { 'reminder-service': 'reminders', 'notification-service': 'notifications' } as const;

const createDatabase = async (postgresUrl: string, name: string): Promise<string> => {
  const client = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${postgresUrl}/${name}`;
};

/**
 * Starts them, or some of them and chat-api first; events go from one to another without
 * Kafka, which test/e2e covers.
 */
export const startPageSystem = async (postgresUrl: string, { services = everyService, env: more = {} }: { services?: readonly string[]; env?: Record<string, string> } = {}): Promise<PageSystem> => {
  const name = `browser_${process.pid}_${Math.floor(Math.random() * 1e9)}`;
  const DATABASE_URL = await createDatabase(postgresUrl, name);
  const ports = Object.fromEntries(await Promise.all(everyService.map(async (service) => [service, await freePort()] as const))) as Record<string, number>;
  const url = (service: string): string => `http://127.0.0.1:${ports[service]}`;
  const origin = `http://localhost:${ports['chat-api']}`;
  const passOn = await startPassOn(() => ports);
  const logs = join(runtimeDir, name);
  mkdirSync(logs, { recursive: true });
  const running = new Map<string, ChildProcess>();
  const portOffset = (await freePort()) - mailPorts.smtp;
  const mail = createMail({ dir: logs, logFile: join(logs, 'mail.log'), portOffset, fresh: true });
  const mailPid = await mail.part.start();
  await mail.part.ready?.(mailPid);

  const start = async (service: string): Promise<void> => {
    const log = openSync(join(logs, `${service}.log`), 'a');
    const env = {
      ...process.env, NODE_ENV: 'development', PORT: String(ports[service]), DATABASE_URL, DAPR_HTTP_PORT: String(passOn.port), OTEL_SDK_DISABLED: 'true',
      ADMIN_EMAILS: 'admin@todo.local', AUTH_JWKS_URL: `${url('chat-api')}/.well-known/jwks.json`, PUBLIC_URL: origin, SMTP_URL: `smtp://127.0.0.1:${mailPorts.smtp + portOffset}`, MAIL_FROM: 'Todo <todo@todo.local>',
      NOTIFICATION_SERVICE_URL: url('notification-service'), REALTIME_SERVICE_URL: url('realtime-service'), REALTIME_ORIGINS: origin, REALTIME_SETTLE_MS: '0',
      // Everybody signs up from this one network.
      ACCOUNT_MAILS_PER_NETWORK: '100000', ...more,
    };
    const child = spawn(process.execPath, [join(projectRoot, 'services', service, 'main.ts')], { cwd: projectRoot, env, stdio: ['ignore', log, log] });
    running.set(service, child);
    await waitUntil(async () => {
      if (child.exitCode !== null) throw new Error(`${service} ended; its log is ${logs}/${service}.log`);
      return (await fetch(`${url(service)}/livez`).catch(() => null))?.ok ?? false;
    }, 60_000);
  };
  const stop = async (service: string): Promise<void> => {
    const child = running.get(service);
    running.delete(service);
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start('chat-api');
  await Promise.all(services.filter((service) => service !== 'chat-api').map(start));
  const ticking = setInterval(() => {
    for (const [service, clock] of Object.entries(clocks)) void fetch(`${url(service)}/clock/${clock}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).catch(() => undefined);
  }, 1_000);
  return {
    origin, inbox: mail.url, start, stop,
    close: async () => {
      clearInterval(ticking);
      await Promise.all([...running.keys()].map(stop));
      await passOn.close();
      process.kill(mailPid);
    },
  };
};
