import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { Server } from '#platform/http/server';
import { testParts } from '../../../test/helpers/parts.ts';
import { realtimeConfig } from '../config.ts';
import { service } from '../service.ts';
import type { Session } from '../tickets.ts';
import { liveSockets, lookMs } from './live-sockets.ts';

// Sockets stay real.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

it('asks every 20 seconds whose sessions were ended, goes on when nobody can say, and ends those', async () => {
  const asked: (readonly Session[])[] = [];
  const answers = [async () => [], () => Promise.reject(new Error('chat-api is away')), async (sessions: readonly Session[]) => [...sessions]];
  const context = {
    ...(await service.context(testParts(realtimeConfig, undefined))),
    findEnded: (sessions: readonly Session[]) => (asked.push(sessions), answers[asked.length - 1]!(sessions)),
  };
  const app = fastify();
  liveSockets(app as unknown as Server, context);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const ada = { userId: 'ada', epoch: 2 };
  const socket = new WebSocket(`ws://127.0.0.1:${(app.server.address() as AddressInfo).port}/ws?ticket=${await context.tickets.issue(ada)}`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  expect(asked).toEqual([]);
  for (const rounds of [1, 2]) {
    await vi.advanceTimersByTimeAsync(lookMs);
    expect(asked).toEqual(Array.from({ length: rounds }, () => [ada]));
    expect(socket.readyState).toBe(socket.OPEN);
  }
  await vi.advanceTimersByTimeAsync(lookMs);
  expect((await closed)[0]).toBe(4401);
  await app.close();
});
