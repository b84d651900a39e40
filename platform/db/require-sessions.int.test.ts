import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { inject, afterEach, expect, it } from 'vitest';
import { createTestDatabase, silentLog } from '../../test/helpers/database.ts';
import { inboxMigrations } from './migrate.ts';
import { prepareSchema } from './prepare-schema.ts';

let pooler: Server;
afterEach(() => pooler.close());

/**
 * The startup message of PostgreSQL's protocol: its length, its version, and pairs of texts
 * that end with a zero byte.
 */
const withoutOptions = (message: Buffer): Buffer => {
  const texts = message.subarray(8).toString('latin1').split('\0');
  const kept = texts.flatMap((text, i) => (i % 2 === 0 && text !== 'options' && text !== '' ? [text, texts[i + 1]!] : []));
  const body = Buffer.from(`${kept.join('\0')}\0\0`, 'latin1');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8);
  head.writeInt32BE(message.readInt32BE(4), 4);
  return Buffer.concat([head, body]);
};

const refuse = (socket: Socket): void => {
  const fields = Buffer.from('SFATAL\0C08P01\0Munsupported startup parameter: options\0\0', 'latin1');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  socket.end(Buffer.concat([head, fields]));
};

/** A pooler like PgBouncer: it refuses unknown parameters of a startup message, or drops them. */
const startPooler = async (ignores: boolean, url: string): Promise<string> => {
  const target = new URL(url);
  pooler = createServer((socket) => {
    socket.on('error', () => undefined).once('data', (first: Buffer) => {
      if (!ignores) return refuse(socket);
      const server = createConnection({ host: target.hostname, port: Number(target.port) }).on('error', () => undefined);
      server.write(withoutOptions(first));
      socket.pipe(server).pipe(socket);
    });
  });
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
  return Object.assign(new URL(url), { host: `127.0.0.1:${(pooler.address() as AddressInfo).port}` }).href;
};

it.each([['refuses', false], ['ignores', true]])('a pooler that %s the settings of a connection ends the start with one sentence that says what to do', async (_what, ignores) => {
  const url = await startPooler(ignores, `${inject('postgresUrl')}/postgres`);
  const start = prepareSchema({ mode: 'apply', url, service: 'pooled-test', folders: [inboxMigrations], log: silentLog });
  await expect(start).rejects.toThrow(/^DATABASE_URL leads through a pooler.* ignore_startup_parameters = options .*alter role … set search_path = pooled_test/);
});

it('a pooler is fit where the role brings the settings itself', async () => {
  const db = await createTestDatabase('pooled-test', [inboxMigrations]);
  const name = new URL(db.url).pathname.slice(1);
  await db.database.query(`alter role todo in database ${name} set search_path = pooled_test`);
  await db.database.query(`alter role todo in database ${name} set statement_timeout = '15s'`);
  const url = await startPooler(true, db.url);
  await prepareSchema({ mode: 'apply', url, service: 'pooled-test', folders: [inboxMigrations], log: silentLog });
  pooler.close();
  await db.drop();
});
