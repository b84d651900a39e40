import { describe, expect, it } from 'vitest';
import { createHub, type Client, type Hub } from './hub.ts';
import { createWindows } from './windows.ts';

interface Frame {
  type: string;
  user_seq: number;
}

const limits = { count: 5, bytes: 10_000, ageMs: 60_000, totalBytes: 100_000 };
const user = 'someone';

const start = (more: Partial<typeof limits> = {}) => {
  const windows = createWindows({ ...limits, ...more });
  return { windows, hub: createHub(windows) };
};
const change = (hub: Hub, user_seq: number, userId = user): boolean =>
  hub.taskChanged(userId, { user_seq, frame: JSON.stringify({ type: 'task.changed', user_seq }), now: 0 });
const connect = (hub: Hub, onFrame: (frame: Frame) => void = () => undefined): { client: Client; got: string[] } => {
  const got: string[] = [];
  const client: Client = {
    userId: user,
    send: (text) => {
      const frame = JSON.parse(text) as Frame;
      got.push(frame.type === 'task.changed' ? String(frame.user_seq) : frame.type);
      onFrame(frame);
    },
  };
  hub.join(client);
  return { client, got };
};

describe('a connection', () => {
  it('gets nothing before it has said what it has seen, then what it missed, then what comes', () => {
    const { hub } = start();
    for (const seq of [4, 5]) change(hub, seq);
    const { client, got } = connect(hub);
    change(hub, 6);
    expect(got).toEqual([]);
    expect(hub.resume(client, 4, 0)).toBe(true);
    change(hub, 7);
    expect(got).toEqual(['5', '6', 'resumed', '7']);
  });

  it('is told to reload when the window does not reach back, and goes on from there', () => {
    const { hub } = start();
    change(hub, 9);
    const { client, got } = connect(hub);
    hub.resume(client, 4, 0);
    for (const seq of [9, 10]) change(hub, seq);
    expect(got).toEqual(['reload', '10']);
  });

  it('is told to reload once when changes were lost, then follows again', () => {
    const { hub } = start();
    change(hub, 4);
    const { client, got } = connect(hub);
    hub.resume(client, 4, 0);
    for (const seq of [5, 8, 9, 6, 8]) change(hub, seq);
    expect(got).toEqual(['resumed', '5', 'reload', '9']);
  });

  it('that is ahead of this replica gets only what is new to it', () => {
    const { hub } = start();
    change(hub, 4);
    const { client, got } = connect(hub);
    hub.resume(client, 6, 0);
    for (const seq of [5, 6, 7]) change(hub, seq);
    expect(got).toEqual(['resumed', '7']);
  });

  it('says what it has seen once, and once more after each reload', () => {
    const { hub } = start();
    const { client, got } = connect(hub);
    expect([hub.resume(client, 0, 0), hub.resume(client, 0, 0), hub.resume(client, 0, 0)]).toEqual([true, true, false]);
    hub.reloadAll();
    expect([hub.resume(client, 0, 0), hub.resume(client, 0, 0)]).toEqual([true, false]);
    expect(got).toEqual(['reload', 'resumed', 'reload', 'resumed']);
  });

  it('is told to reload again when a change was lost while it read its tasks', () => {
    const { hub } = start();
    const { client, got } = connect(hub);
    hub.resume(client, 0, 0);
    change(hub, 12);
    hub.resume(client, 10, 0);
    hub.resume(client, 12, 0);
    change(hub, 13);
    expect(got).toEqual(['reload', '12', 'reload', 'resumed', '13']);
  });

  it('gets a notification once, and nothing of other people', () => {
    const { hub } = start();
    const { client, got } = connect(hub);
    hub.resume(client, 0, 0);
    change(hub, 1, 'another');
    expect([hub.notify(user, 'n', '{"type":"notification"}'), hub.notify(user, 'n', '{"type":"notification"}')]).toEqual([true, false]);
    expect(got).toEqual(['reload', 'notification']);
  });

  it('gets nothing after it left', () => {
    const { hub } = start();
    const { client, got } = connect(hub);
    hub.resume(client, 0, 0);
    hub.leave(client);
    change(hub, 1);
    hub.reloadAll();
    expect([got, hub.countOf(user)]).toEqual([['reload'], 0]);
  });
});

describe('after the sidecar was away', () => {
  it('nobody resumes from what was known before, and everyone reloads', () => {
    const { hub, windows } = start();
    change(hub, 4);
    const before = connect(hub);
    hub.resume(before.client, 4, 0);
    windows.clear();
    const after = connect(hub);
    hub.resume(after.client, 4, 0);
    hub.reloadAll();
    change(hub, 7);
    expect(before.got).toEqual(['resumed', 'reload', '7']);
    expect(after.got).toEqual(['reload', 'reload', '7']);
  });
});

describe('the windows of all users', () => {
  it('together stay under their limit; who has been quiet longest is forgotten', () => {
    const { hub, windows } = start({ totalBytes: 500 });
    for (let i = 0; i < 100; i += 1) change(hub, 1, `user ${i}`);
    expect(windows.bytes()).toBeLessThanOrEqual(500);
    expect([windows.last('user 0'), windows.last('user 99')]).toEqual([null, 1]);
  });

  it('are swept when a user has been quiet for long', () => {
    const { hub, windows } = start();
    change(hub, 1);
    windows.sweep(limits.ageMs);
    expect(windows.last(user)).toBe(1);
    windows.sweep(limits.ageMs + 1);
    expect([windows.last(user), windows.bytes()]).toEqual([null, 0]);
  });
});

/** A client that knows up to where it has everything, and fails if it is misled about that. */
const createReader = (hub: Hub, publishedNow: () => number) => {
  const counts = { 'task.changed': 0, resumed: 0, reload: 0 };
  let has = 0;
  let read = 0;
  let last = 0;
  let asked = false;
  let client: Client | undefined;
  const takers: Record<string, (user_seq: number) => void> = {
    'task.changed': (user_seq) => {
      expect(user_seq).toBeGreaterThan(last);
      last = user_seq;
      // While it reads again it may get what it reads, or what follows a gap.
      if (!asked && user_seq > read) expect(user_seq).toBe(has + 1);
      if (user_seq === has + 1) has = user_seq;
    },
    resumed: (user_seq) => expect(user_seq).toBe(has),
    reload: () => {
      asked = true;
      read = publishedNow();
      has = read;
    },
  };
  const take = ({ type, user_seq }: Frame): void => {
    counts[type as keyof typeof counts] += 1;
    takers[type]!(user_seq);
  };
  const say = (): void => {
    asked = false;
    hub.resume(client!, has, 0);
  };
  return {
    counts,
    comeOrGo: () => {
      last = 0;
      if (client !== undefined) hub.leave(client);
      client = client === undefined ? connect(hub, take).client : undefined;
      if (client !== undefined) say();
    },
    sayAgain: () => {
      if (client !== undefined && asked) say();
    },
  };
};

it('gives every client each change once and in order, or tells it to reload, whatever is lost, doubled or late', () => {
  let state = 42;
  const oneIn = (count: number): boolean => (state = (state * 48_271) % 2_147_483_647) % count === 0;
  const totals = { reloads: 0, changes: 0 };
  for (let round = 0; round < 300; round += 1) {
    const { hub } = start();
    let published = 0;
    const { comeOrGo, sayAgain, counts } = createReader(hub, () => published);
    for (let step = 0; step < 60; step += 1) {
      if (oneIn(6)) comeOrGo();
      if (oneIn(2)) sayAgain();
      published += 1;
      // In order, lost, or late and repeated.
      if (!oneIn(12)) change(hub, published);
      if (oneIn(8)) change(hub, Math.max(1, published - (step % 4)));
    }
    totals.reloads += counts.reload;
    totals.changes += counts['task.changed'];
  }
  expect(totals.reloads).toBeGreaterThan(100);
  expect(totals.changes).toBeGreaterThan(1_000);
});
