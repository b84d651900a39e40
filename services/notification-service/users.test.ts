import { describe, expect, it } from 'vitest';
import { isOutage } from '#platform/db/outage';
import { cachedUsers, findUserThroughDapr, type FindUser, type User } from './users.ts';

const ada: User = { email: 'ada@example.org', name: null, time_zone: 'Europe/Berlin', confirmed: true };
const answering = (answer: () => Promise<object>) => ({ invoker: { invoke: answer } }) as unknown as Parameters<typeof findUserThroughDapr>[0];
const failing = (failure: Error) => async (): Promise<never> => {
  throw failure;
};
const failureOf = (find: FindUser): Promise<unknown> => find('x').then(() => undefined, (failure: unknown) => failure);
const httpError = (status: number): Error => new Error(JSON.stringify({ error: '', error_msg: '', status }));

describe('asking chat-api who a user is', () => {
  it('gives the user, or null for one that does not exist', async () => {
    expect(await findUserThroughDapr(answering(async () => ({ id: 'x', ...ada })))('x')).toEqual(ada);
    expect(await findUserThroughDapr(answering(failing(httpError(404))))('x')).toBeNull();
  });

  it.each([httpError(500), httpError(503), new Error('socket hang up')])('is an outage when it fails otherwise: %s', async (error) => {
    expect(isOutage(await failureOf(findUserThroughDapr(answering(failing(error)))))).toBe(true);
  });

  it('is an outage when no answer comes', async () => {
    expect(isOutage(await failureOf(findUserThroughDapr(answering(() => new Promise(() => undefined)), 20)))).toBe(true);
  });
});

describe('the users that are kept', () => {
  it('are asked for once a minute, and again at once after a failure or a null', async () => {
    let clock = 1;
    const answers = [() => Promise.reject(new Error('away')), async () => null, async () => ada, async () => ({ ...ada, name: 'Ada' })];
    let asked = 0;
    const find = cachedUsers(() => answers[asked++]!(), () => clock);
    await expect(find('x')).rejects.toThrow('away');
    expect(await find('x')).toBeNull();
    expect(await Promise.all([find('x'), find('x'), find('x')])).toEqual([ada, ada, ada]);
    clock += 60_001;
    expect(await find('x')).toMatchObject({ name: 'Ada' });
    expect(asked).toBe(4);
  });
});
