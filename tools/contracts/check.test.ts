import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent, type EventDefinition } from '#contracts/define-event';
import { events, notificationFailed, taskCreated, taskDeleted } from '#contracts/events/index';
import { checkContracts } from './check.ts';
import { exampleOf } from './example.ts';
import { readReleases } from './releases.ts';

const releases = readReleases();
const last = releases.at(-1)!.number;

/** The contracts with one of them in another state. */
const withInstead = (changed: EventDefinition): EventDefinition[] => events.map((event) => (event.type === changed.type ? changed : event));

it('the contracts break nothing that was released', () => {
  expect(checkContracts(releases, events)).toEqual([]);
});

it('every event type is in the last release', () => {
  expect(Object.keys(releases.at(-1)!.schemas).sort()).toEqual(events.map(({ type }) => type as string).sort());
});

it.each(events)('the example of $type is an event', (definition) => {
  const example = exampleOf(definition);
  expect(definition.schema.parse(example)).toEqual(example);
});

it.each(releases)('the events that release $number keeps are as its own schemas say', ({ schemas, golden }) => {
  expect(Object.keys(golden)).toEqual(Object.keys(schemas));
  for (const [type, event] of Object.entries(golden)) expect(z.fromJSONSchema(schemas[type] as never).parse(event)).toEqual(event);
});

describe('a breaking change', () => {
  it('is told with the services that handle the event, and no other that has the topic', () => {
    const broken = defineEvent({ ...taskCreated, data: taskCreated.data.omit({ task_id: true }) });
    expect(checkContracts(releases, withInstead(broken))).toEqual([`task.created (release ${last}): data.task_id is gone. Breaks: reminder-service, notification-service`]);
  });

  it('that leaves old events unreadable is told for each release that has one', () => {
    const broken = defineEvent({ ...taskDeleted, data: taskDeleted.data.extend({ reason: z.string() }) });
    expect(checkContracts(releases, withInstead(broken))).toEqual([
      `task.deleted (release ${last}): data.reason must be there now, and retained events lack it. Breaks: reminder-service, notification-service`,
      ...releases.map(({ number }) => expect.stringMatching(`^task.deleted: an event of release ${number} can no longer be read: [\\s\\S]*reason[\\s\\S]* Breaks: reminder-service, notification-service$`)),
    ]);
  });

  it('is told where an event type is taken away, and where nobody here handles it', () => {
    const without = (type: string) => events.filter((event) => event.type !== type);
    expect(checkContracts(releases, without(taskDeleted.type))).toEqual([`task.deleted (release ${last}): the event type is gone. Breaks: reminder-service, notification-service`]);
    expect(checkContracts(releases, without(notificationFailed.type))).toEqual([`notification.failed (release ${last}): the event type is gone. Breaks: no consumer yet`]);
  });
});
