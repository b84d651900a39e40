import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { answerBrokenRequest } from './broken-requests.ts';

it('a body that does not come to its end is told so, and its connection is closed', async () => {
  // Fastify passes the same errors on; its own limit is half a minute.
  const server = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 }, (request) => request.resume());
  server.on('clientError', (error, socket) => answerBrokenRequest(error as Parameters<typeof answerBrokenRequest>[0], socket as Parameters<typeof answerBrokenRequest>[1]));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST /tasks HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"title":');
  const [head, body] = (await text(socket)).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 408 .*\r\ncontent-type: application\/problem\+json\r\n/);
  expect(JSON.parse(body!)).toMatchObject({ status: 408, detail: 'send all of it within half a minute' });
  await new Promise((resolve) => server.close(resolve));
});
