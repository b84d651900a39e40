import { expect, it, vi } from 'vitest';
import { createRestarts, type Restartable, type Restarted } from './restarts.ts';

const setUp = () => {
  const calls: string[] = [];
  const answered: ((ready: boolean) => void)[] = [];
  const parts: Restartable = {
    stop: async (service) => void calls.push(`stop ${service}`),
    start: async (service) => void calls.push(`start ${service}`),
    ready: async () => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      answered.push(resolve);
      return promise;
    },
  };
  const told: Restarted[] = [];
  return { calls, answered, told, parts, restart: createRestarts(parts, (done) => void told.push(done)) };
};

it('a service is stopped, started, and told of when it answers', async () => {
  const { calls, answered, told, restart } = setUp();
  restart('a', 'x.ts');
  await vi.waitFor(() => expect(answered).toHaveLength(1));
  expect([calls, told]).toEqual([['stop a', 'start a'], []]);
  answered[0]!(true);
  await vi.waitFor(() => expect(told).toMatchObject([{ service: 'a', why: 'x.ts', ready: true }]));
});

it('changes during a restart lead to one more, and only that is told of', async () => {
  const { calls, answered, told, restart } = setUp();
  restart('a', 'x.ts');
  await vi.waitFor(() => expect(answered).toHaveLength(1));
  restart('a', 'y.ts');
  restart('a', 'z.ts');
  answered[0]!(false);
  await vi.waitFor(() => expect(answered).toHaveLength(2));
  answered[1]!(true);
  await vi.waitFor(() => expect(told).toMatchObject([{ why: 'z.ts' }]));
  expect(calls).toEqual(['stop a', 'start a', 'stop a', 'start a']);
});

it('services restart beside each other', async () => {
  const { calls, answered, restart } = setUp();
  restart('a', 'x.ts');
  restart('b', 'x.ts');
  await vi.waitFor(() => expect(answered).toHaveLength(2));
  expect(calls.toSorted()).toEqual(['start a', 'start b', 'stop a', 'stop b']);
});

it('a service that cannot be started is restarted after the next change all the same', async () => {
  const { calls, answered, restart, parts } = setUp();
  parts.start = vi.fn<Restartable['start']>().mockRejectedValueOnce(new Error('no memory')).mockResolvedValue(undefined);
  restart('a', 'x.ts');
  await vi.waitFor(() => expect(parts.start).toHaveBeenCalledOnce());
  await vi.waitFor(() => {
    restart('a', 'y.ts');
    expect(answered).not.toHaveLength(0);
  });
  expect(calls).toContain('stop a');
});
