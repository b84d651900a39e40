// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serve } from './testing/fake-server.ts';
import { FakeSocket } from './testing/fake-socket.ts';
import { watchTasks } from './updates.ts';

let seen: number;
let shown: number;
let end: () => void;
let visible: boolean;
const refresh = vi.fn<() => Promise<void>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.made.length = 0;
  [seen, shown, visible] = [3, 3, true];
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => (visible ? 'visible' : 'hidden'));
  refresh.mockReset().mockImplementation(async () => void (shown = seen));
  serve(() => ({ status: 201, body: { ticket: 'ticket' } }));
  end = watchTasks({ refresh, seen: () => shown }, () => undefined);
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const goLive = async (): Promise<FakeSocket> => {
  await vi.advanceTimersByTimeAsync(0);
  const socket = FakeSocket.latest();
  socket.open();
  socket.receive({ type: 'resumed' });
  return socket;
};
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('live', () => {
  it('reads once for the changes of one moment', async () => {
    const socket = await goLive();
    for (seen of [4, 5, 6]) socket.receive({ type: 'task.changed', user_seq: seen });
    await pass(1_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('does not read what the page shows already', async () => {
    const socket = await goLive();
    socket.receive({ type: 'task.changed', user_seq: 3 });
    await pass(1_000);
    expect(refresh).not.toHaveBeenCalled();
  });

  it('reads when it is told to, each page at a time of its own, and then says how far it came', async () => {
    const socket = await goLive();
    seen = 8;
    socket.receive({ type: 'reload' });
    await pass(499);
    expect(refresh).not.toHaveBeenCalled();
    await pass(1);
    expect(socket.sent.at(-1)).toEqual({ resume: { user_seq: 8 } });
  });

  it('reads once a minute all the same', async () => {
    await goLive();
    await pass(59_000);
    expect(refresh).not.toHaveBeenCalled();
    await pass(2_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });
});

describe('not live', () => {
  it('reads by the clock', async () => {
    await pass(45_000);
    expect(refresh).toHaveBeenCalledTimes(3);
  });

  it('reads nothing while nobody looks, and at once when somebody does', async () => {
    visible = false;
    await pass(45_000);
    expect(refresh).not.toHaveBeenCalled();
    visible = true;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('reads nothing more once the view is left', async () => {
    const socket = await goLive();
    socket.receive({ type: 'task.changed', user_seq: 4 });
    socket.receive({ type: 'reload' });
    end();
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(120_000);
    expect(refresh).not.toHaveBeenCalled();
  });
});
