// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { goLive, type Live, type LiveOptions } from './live.ts';
import { serve } from './testing/fake-server.ts';
import { FakeSocket } from './testing/fake-socket.ts';

let live: Live;
let seen: number;
let tickets: number;
let refuse: boolean;
const told: unknown[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  // The longest wait of each round.
  vi.spyOn(Math, 'random').mockReturnValue(1);
  vi.stubGlobal('WebSocket', FakeSocket);
  [seen, tickets, refuse] = [3, 0, false];
  told.length = 0;
  FakeSocket.made.length = 0;
  serve(() => (refuse ? { status: 503 } : { status: 201, body: { ticket: `ticket-${++tickets}` } }));
});
afterEach(() => {
  live.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const start = (more: Partial<LiveOptions> = {}): void => {
  live = goLive({ seen: () => seen, onChange: (seq) => told.push(seq), onReload: (say) => say(), onNotification: ({ title }) => told.push(title), ...more });
};

/** Lets the ticket arrive. */
const connected = async (): Promise<FakeSocket> => {
  await vi.advanceTimersByTimeAsync(0);
  const socket = FakeSocket.latest();
  socket.open();
  return socket;
};

it('opens a socket with a ticket and says how far the page has come', async () => {
  start();
  const socket = await connected();
  expect(socket.url).toBe(`${location.origin.replace('http', 'ws')}/ws?ticket=ticket-1`);
  expect(socket.sent).toEqual([{ resume: { user_seq: 3 } }]);
});

it('passes on changes and notifications, and ignores frames that it does not know', async () => {
  start();
  const socket = await connected();
  expect(live.isLive()).toBe(false);
  socket.receive({ type: 'task.changed', user_seq: 4 });
  socket.receive({ type: 'from the future' });
  socket.receive({ type: 'notification', title: 'Reminder', body: '' });
  expect(told).toEqual([4, 'Reminder']);
  expect(live.isLive()).toBe(true);
});

it('says again how far it has come once it has reloaded', async () => {
  start({ onReload: (say) => { seen = 9; say(); } });
  const socket = await connected();
  socket.receive({ type: 'reload' });
  expect(socket.sent).toEqual([{ resume: { user_seq: 3 } }, { resume: { user_seq: 9 } }]);
});

it('comes back with a new ticket after a loss, and goes on where the page is by then', async () => {
  start();
  const socket = await connected();
  socket.receive({ type: 'resumed' });
  socket.close();
  expect(live.isLive()).toBe(false);
  seen = 7;
  await vi.advanceTimersByTimeAsync(1_000);
  const again = await connected();
  expect(again.url).toContain('ticket-2');
  expect(again.sent).toEqual([{ resume: { user_seq: 7 } }]);
});

it('says nothing on a socket that was lost while it reloaded', async () => {
  let say = (): void => undefined;
  start({ onReload: (then) => { say = then; } });
  const socket = await connected();
  socket.receive({ type: 'reload' });
  socket.close();
  say();
  expect(socket.sent).toHaveLength(1);
});

it('waits twice as long after each failure, half a minute at most, and starts anew after a frame', async () => {
  refuse = true;
  start();
  await vi.advanceTimersByTimeAsync(0);
  const waits: number[] = [];
  for (let i = 0; i < 7; i++) {
    const before = Date.now();
    await vi.advanceTimersToNextTimerAsync();
    waits.push(Date.now() - before);
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  refuse = false;
  await vi.advanceTimersToNextTimerAsync();
  const socket = await connected();
  socket.receive({ type: 'resumed' });
  socket.close();
  const before = Date.now();
  await vi.advanceTimersToNextTimerAsync();
  expect(Date.now() - before).toBe(1_000);
});

it('ends for good, also when a ticket is still on its way', async () => {
  start();
  live.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.made).toEqual([]);
});

it('does not come back after its end', async () => {
  start();
  await connected();
  live.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.made).toHaveLength(1);
});
