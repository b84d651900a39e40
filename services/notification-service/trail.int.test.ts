import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrailPart } from '#contracts/http/trail';
import { newId } from '#platform/ids';
import { created, makeTask } from './testing/task-events.ts';
import { createTestService, type TestService } from './testing/test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await createTestService();
});
afterAll(() => service.close());

const createdIn = (userId: string) => ({ ...created(makeTask(userId)), correlationid: newId() });

const trailOf = async (correlationId: string, more = ''): Promise<TrailPart> => {
  const answer = await service.send('GET', `/internal/trail/${correlationId}${more}`, 'sidecar');
  expect(answer.statusCode).toBe(200);
  return answer.json<TrailPart>();
};

describe('what notification-service knows of a request', () => {
  it('is what it handled, what it decided, and what waits to be published', async () => {
    const ada = await service.signUp();
    const event = createdIn(ada.id);
    await service.consume(event);
    const { steps, keys } = await trailOf(event.correlationid);
    expect(keys).toEqual([ada.id]);
    expect(steps).toContainEqual(expect.objectContaining({ what: 'decided to tell the user on the page', outcome: 'done', event_id: event.id, task_id: event.data.task_id }));
    expect(steps).toContainEqual(expect.objectContaining({ what: 'handled the event', event_id: event.id }));
    expect(steps).toContainEqual(expect.objectContaining({ what: 'waits to be published to notification-events', outcome: 'waiting' }));
    expect(JSON.stringify(steps)).not.toContain(event.data.task.title);
  });

  it('is nothing of somebody else, and of an event that only others name that it was handled', async () => {
    const ada = await service.signUp();
    const [mine, other] = [createdIn(ada.id), createdIn(ada.id)];
    await service.consume(mine, other);
    expect(await trailOf('nobody-asked')).toEqual({ steps: [], keys: [] });
    expect((await trailOf('nobody-asked', `?events=${mine.id},no-uuid`)).steps).toEqual([expect.objectContaining({ what: 'handled the event', event_id: mine.id })]);
    const waiting = (await trailOf(mine.correlationid)).steps.filter(({ outcome }) => outcome === 'waiting').map(({ event_id }) => event_id);
    expect((await trailOf(other.correlationid)).steps.filter(({ event_id }) => waiting.includes(event_id))).toEqual([]);
  });

  it('is for the sidecar alone', async () => {
    expect((await service.send('GET', '/internal/trail/x', null)).statusCode).toBe(401);
  });
});
