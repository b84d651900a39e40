import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { signUp, type Person } from '../client.ts';
import { goLive, seqOf, type Live } from '../live.ts';
import { eventsOf } from '../oracle.ts';
import { origin, system } from '../system.ts';

const open: Live[] = [];
const live = async (...parameters: Parameters<typeof goLive>): Promise<Live> => {
  const opened = await goLive(...parameters);
  open.push(opened);
  return opened;
};
afterEach(() => open.splice(0).forEach((each) => each.close()));

const soon = { timeout: 10_000, interval: 20 };
const typesOf = ({ frames }: Live): unknown[] => frames.map(({ type, user_seq }) => (type === 'task.changed' ? user_seq : type));

/** The changes that a page was shown; a new task brings a notification as well. */
const changesOf = ({ frames }: Live): unknown[] => frames.filter(({ type }) => type === 'task.changed').map(({ user_seq }) => user_seq);

/**
 * A page that has loaded its tasks and follows: a user's first change is not in the window
 * yet, so the page reloads once.
 */
const followed = async (person: Person): Promise<Live> => {
  const page = await live(person, await seqOf(person));
  await expect.poll(() => typesOf(page), soon).not.toHaveLength(0);
  if (page.frames.at(-1)?.type === 'reload') page.say(await seqOf(person));
  await expect.poll(() => typesOf(page), soon).toContain('resumed');
  page.frames.length = 0;
  return page;
};

/**
 * Live updates begin when the sidecar has joined its group; then everyone who is connected
 * is told to reload once.
 */
const whenLive = async (): Promise<void> => {
  const person = await signUp(origin());
  for (let tries = 0; tries < 60; tries += 1) {
    const page = await live(person, 0);
    await person.addTask('is anybody there');
    const arrived = await expect.poll(() => typesOf(page).some((each) => typeof each === 'number'), { timeout: 1_000, interval: 50 }).toBe(true).then(() => true, () => false);
    page.close();
    if (arrived) return;
  }
  throw new Error('no live update arrives');
};

describe('live updates', () => {
  it('bring a task from the chat to every page of its owner, through the one origin, and to nobody else', async () => {
    await whenLive();
    const [ada, bob] = [await signUp(origin()), await signUp(origin())];
    const [page, phone, other] = [await followed(ada), await followed(ada), await followed(bob)];
    await ada.say('add buy milk tomorrow 9am');
    for (const each of [page, phone]) {
      await expect.poll(() => changesOf(each), soon).toEqual([1]);
      expect(each.frames.find(({ type }) => type === 'task.changed')).toMatchObject({ update_type: 'created', task: { title: 'buy milk', user_id: ada.id } });
    }
    expect(changesOf(other)).toEqual([]);
  });

  it('resume after a gap: what happened while the page was away comes once and in order', async () => {
    await whenLive();
    const ada = await signUp(origin());
    const page = await followed(ada);
    const task = await ada.addTask('first');
    await expect.poll(() => changesOf(page), soon).toEqual([1]);
    page.close();
    await page.closed;
    await ada.call('PATCH', `/tasks/${task.id}`, { title: 'second' });
    await ada.call('POST', `/tasks/${task.id}/complete`);
    await eventsOf('task-updates', ada.id, 3);
    // The replica reads the topic as this test does, at about the same time.
    await expect.poll(async () => {
      const again = await live(ada, 1);
      await expect.poll(() => typesOf(again), soon).toContain('resumed');
      return typesOf(again).filter((type) => type !== 'notification');
    }, soon).toEqual([2, 3, 'resumed']);
  });

  it('go on or ask for a reload when the sidecar is killed and comes back', async () => {
    await whenLive();
    const ada = await signUp(origin());
    const page = await followed(ada);
    system().killSidecar('realtime-service', 'SIGKILL');
    await ada.addTask('while nobody reads');
    await expect.poll(() => typesOf(page), { timeout: 60_000, interval: 50 }).not.toHaveLength(0);
    await whenLive();
    const seen = await seqOf(ada);
    await expect.poll(() => typesOf(page).includes('reload') || typesOf(page).includes(seen), { timeout: 30_000 }).toBe(true);
    page.frames.length = 0;
    await ada.addTask('live again');
    await expect.poll(() => typesOf(page), soon).toContain(seen + 1);
  }, 180_000);

  it('come back after the service was killed with an update on its way', async () => {
    const ada = await signUp(origin());
    const page = await followed(ada);
    system().killApp('realtime-service', 'SIGKILL');
    expect(await page.closed).toBe(1006);
    await sleep(200);
    await ada.addTask('on its way');
    await system().ready('realtime-service');
    // From the same user, and so in the same partition, which a lost subscription would
    // leave silent.
    const again = await followed(ada);
    await ada.addTask('after the restart');
    await expect.poll(() => typesOf(again), { timeout: 20_000, interval: 50 }).toContain(2);
  }, 180_000);

  it('are refused to pages of other origins, to used tickets and to strangers', async () => {
    const ada = await signUp(origin());
    expect(await (await live(ada, 0, { origin: 'http://evil.example' })).closed).toBe(4403);
    expect((await fetch(`${origin()}/ws-tickets`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${origin()}/ws`)).status).toBe(426);
    expect((await fetch(`${origin()}/events/task.changed`, { method: 'POST' })).status).toBe(404);
  });
});
