import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ZodError } from 'zod';
import { isOutage } from '#platform/db/outage';
import { newId } from '#platform/ids';
import { findEndedThroughDapr } from './find-ended.ts';

const [ada, bob] = [newId(), newId()];
const sessions = [{ userId: ada, epoch: 0 }, { userId: bob, epoch: 3 }];

const finding = (answer: (...asked: unknown[]) => Promise<unknown>) => findEndedThroughDapr({ invoker: { invoke: answer } } as unknown as Parameters<typeof findEndedThroughDapr>[0]);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('which sessions were ended', () => {
  it('is asked of chat-api, all at once', async () => {
    const asked: unknown[] = [];
    const find = finding(async (...call) => (asked.push(call), { ended: [{ user_id: bob, epoch: 3 }] }));
    expect(await find(sessions)).toEqual([sessions[1]]);
    expect(asked).toEqual([['chat-api', 'internal/sessions', 'post', { sessions: [{ user_id: ada, epoch: 0 }, { user_id: bob, epoch: 3 }] }]]);
  });

  it.each([{}, { ended: [{ user_id: 'all', epoch: 0 }] }, 'nobody'])('is not guessed from %j', async (answer) => {
    await expect(finding(async () => answer)(sessions)).rejects.toThrow(ZodError);
  });

  it('is unknown when no answer comes', async () => {
    const found = finding(() => new Promise(() => undefined))(sessions).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(isOutage(await found)).toBe(true);
  });
});
