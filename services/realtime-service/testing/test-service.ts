import { WebSocket } from 'ws';
import type { AddressInfo } from 'node:net';
import { notificationRequested, taskChanged } from '#contracts/events/index';
import { notificationEvents, taskUpdates } from '#contracts/topics';
import { newId } from '#platform/ids';
import { buildService } from '#platform/service/build-service';
import { bulkBody, makeEvent } from '../../../test/helpers/events.ts';
import { appToken, testParts } from '../../../test/helpers/parts.ts';
import { createTestTokens } from '../../../test/helpers/tokens.ts';
import { realtimeConfig } from '../config.ts';
import { endOver, type FindEnded } from '../live/end-over.ts';
import type { Hub } from '../live/hub.ts';
import { socketOptions } from '../live/live-sockets.ts';
import { serveSockets, type SocketOptions } from '../live/socket-server.ts';
import { service } from '../service.ts';

/** The origin of the page that may connect in a test. */
export const ownOrigin = 'http://todo.example';

const topicOf = (event: { type: string } | string): string => (typeof event !== 'string' && event.type === notificationRequested.type ? notificationEvents : taskUpdates).name;

/** The service on a port of its own, complete except for a sidecar. */
export interface TestService {
  url: string;
  hub: Hub;
  tokenOf(userId: string): Promise<string>;
  ticketOf(userId: string, epoch?: number): Promise<string>;
  /** Looks for ended sessions, as the service does from time to time. */
  endOver(findEnded: FindEnded): Promise<void>;
  /** Delivers an event, or any text, of a topic as the sidecar does. */
  deliver(event: { type: string } | string, topic?: string): Promise<{ code: number; status: string }>;
  closeSockets(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service. */
export const startTestService = async (options: Partial<SocketOptions> & { ticketKey?: string } = {}): Promise<TestService> => {
  const { ticketKey = 'a ticket key of tests that is long enough', ...limits } = options;
  const { auth, tokenOf } = await createTestTokens();
  const parts = testParts(realtimeConfig, undefined, { REALTIME_TICKET_KEY: ticketKey, REALTIME_ORIGINS: ownOrigin });
  const context = { ...(await service.context(parts)), now: () => Date.now(), auth };
  const { hub, tickets, windows } = context;
  const { app } = await buildService({ ...service, plugins: [] }, context);
  const sockets = serveSockets(app.server, { ...socketOptions(context), ...limits });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    hub,
    tokenOf,
    ticketOf: (userId, epoch = 0) => tickets.issue({ userId, epoch }),
    endOver: (findEnded) => endOver({ sockets, windows }, findEnded),
    deliver: async (event, topic = topicOf(event)) => {
      const response = await fetch(`http://${url}/events/${topic}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'dapr-api-token': appToken },
        body: JSON.stringify(bulkBody([event], topic)),
      });
      const { statuses } = (await response.json()) as { statuses: { status: string }[] };
      return { code: response.status, status: statuses[0]!.status };
    },
    closeSockets: sockets.close,
    stop: async () => {
      await sockets.close();
      await app.close();
    },
  };
};

/** A change of a task as chat-api publishes it. */
export const changed = (userId: string, user_seq: number, title = `change ${user_seq}`) => {
  const id = newId();
  const time = '2026-11-20T08:00:00.000Z';
  const task = {
    id, user_id: userId, title, description: null, status: 'TODO' as const, priority: 'MEDIUM' as const, due_date: null, due_local: null, time_zone: 'UTC',
    recurrence: null, recurrence_mode: 'schedule' as const, series_id: null, occurrence_index: 0, series_anchor: null, tags: [], reminders: null, version: 1,
    created_at: time, updated_at: time, completed_at: null,
  };
  return makeEvent(taskChanged, { task_id: id, update_type: 'created', task, changed_fields: [], user_seq }, { partitionkey: userId });
};

/** A frame as a client reads it. */
export type Frame = Record<string, unknown> & { type: string };

/** A client on a real socket; `frames` fills up as they arrive. */
export interface TestClient {
  socket: WebSocket;
  frames: Frame[];
  say(message: unknown): void;
  /** Resolves with the code and reason of the close. */
  closed: Promise<{ code: number; reason: string }>;
}

/** Opens a WebSocket; does not wait. */
export const connect = (url: string, ticket: string, origin: string | undefined = ownOrigin): TestClient => {
  const socket = new WebSocket(`ws://${url}/ws?ticket=${ticket}`, { ...(origin !== undefined && { origin }) });
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  return { socket, frames, say: (message) => socket.send(JSON.stringify(message)), closed };
};

/** Opens a WebSocket and resumes as soon as it is open. */
export const follow = async (service: TestService, userId: string, user_seq: number): Promise<TestClient> => {
  const client = connect(service.url, await service.ticketOf(userId));
  client.socket.once('open', () => client.say({ resume: { user_seq } }));
  return client;
};
