import { describe, expect, it } from 'vitest';
import { events, notificationRequested, taskCreated, taskUpdated } from '#contracts/events/index';
import { mask } from '#contracts/mask';
import { makeEvent, sampleEvent } from '../../../../test/helpers/events.ts';
import { maskLetter } from './mask-letter.ts';

const letterOf = (event: unknown, more: { key?: string; headers?: Record<string, string> } = {}) =>
  maskLetter({ payload: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)), key: null, headers: {}, ...more });
const dataOf = (event: unknown): unknown => (letterOf(event).payload as { data: unknown }).data;

type Json = Record<string, unknown> | unknown[];

/** Copies of a value, each with other words at the place of one of its parts. */
const withWords = (value: unknown, words: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [words];
  const copy = (change: (into: Json) => void): Json => {
    const into = structuredClone(value) as Json;
    change(into);
    return into;
  };
  return Object.entries(value).flatMap(([name, one]) => [...withWords(one, words), words].map((other) => copy((into) => void ((into as Record<string, unknown>)[name] = other))));
};

const task = { ...sampleEvent(taskCreated).data.task, title: 'Call Ada Lovelace', description: 'about her cough', tags: ['private'], time_zone: 'Europe/Berlin', recurrence: 'FREQ=WEEKLY;BYDAY=MO', priority: 'HIGH' as const };

describe('of a failed event', () => {
  it.each(events.map((definition) => [definition.type, definition] as const))('%s no words of a person are seen, wherever in it they stand', (_type, definition) => {
    const copies = ['Ada Lovelace', ['Ada Lovelace'], { 'Ada Lovelace': 1 }, 'ada@lovelace.example'].flatMap((words) => withWords(sampleEvent(definition), words));
    expect(copies.length).toBeGreaterThan(50);
    const seen = copies.filter((copy) => {
      const { maskText, ...letter } = letterOf(copy);
      return /lovelace/i.test(JSON.stringify(letter) + maskText('it failed on Ada Lovelace, at ada@lovelace.example'));
    });
    expect(seen).toEqual([]);
  });

  it('what is codes, choices, numbers and instants stays, and can be searched', () => {
    const event = makeEvent(taskCreated, { task_id: task.id, task });
    expect(letterOf(event).payload).toEqual({ ...event, data: { task_id: task.id, task: { ...task, title: mask, description: mask, tags: [mask] } } });
    expect(letterOf(event).searchable.split('\n')).toEqual(expect.arrayContaining([event.id, task.id, 'HIGH', 'Europe/Berlin', 'FREQ=WEEKLY;BYDAY=MO']));
  });

  it('a change shows of a field what the task shows of it', () => {
    const changes = { title: { old: 'Call Ada', new: 'Call her' }, status: { old: 'TODO', new: 'DONE' }, due_local: { old: null, new: '2026-11-21T09:00' } };
    expect(dataOf(makeEvent(taskUpdated, { task_id: task.id, changed_fields: ['title', 'status'], changes }))).toEqual({
      task_id: task.id, changed_fields: ['title', 'status'], changes: { ...changes, title: { old: mask, new: mask } },
    });
  });

  it('what breaks its contract is masked where it does', () => {
    const event = makeEvent(notificationRequested, { ...sampleEvent(notificationRequested).data, channel: 'by pigeon' as never, kind: 'digest', extra: 'secret' } as never);
    expect(dataOf(event)).toMatchObject({ channel: mask, kind: 'digest', title: mask, body: mask, extra: mask });
  });

  it.each([['text', 'call Ada Lovelace'], ['half of an event', '{"data":{"title":"call Ada'], ['a list', '["call Ada"]'], ['a type that nobody knows', { type: 'x.y', data: { name: 'Ada', n: 7, none: null } }]])('%s is masked, since no contract is known', (_what, payload) => {
    const { payload: shown, maskText } = letterOf(payload);
    expect(JSON.stringify(shown)).not.toMatch(/Ada|7/);
    expect(maskText('no row for Ada')).toBe(`no row for ${mask}`);
  });

  it('its key and its headers are seen where they are codes', () => {
    const { key, headers } = letterOf('{}', { key: 'Ada Lovelace', headers: { traceparent: '00-aa-bb-01', from: 'ada@lovelace.example', 'a name': 'x' } });
    expect([key, headers]).toEqual([mask, { traceparent: '00-aa-bb-01', from: mask, [mask]: 'x' }]);
  });

  it('however deep it is, it is masked', () => {
    const deep = `${'{"a":'.repeat(5_000)}"Ada"${'}'.repeat(5_000)}`;
    expect(JSON.stringify(letterOf(deep).payload)).not.toContain('Ada');
  });
});

describe('what is said about a failed event', () => {
  const { maskText } = letterOf(makeEvent(taskCreated, { task_id: task.id, task }));

  it.each([
    ['Cannot read properties of undefined (reading \'id\')', 'Cannot read properties of undefined (reading \'id\')'],
    ['null value in column "user_id" of relation "tasks"', 'null value in column "user_id" of relation "tasks"'],
    ['data.task.status: Invalid option: expected one of "TODO"|"DONE"', 'data.task.status: Invalid option: expected one of "TODO"|"DONE"'],
    ['invalid input syntax for type uuid: "Grace Hopper"', `invalid input syntax for type uuid: "${mask}"`],
    ['cannot find lovelace, ada', `cannot find ${mask}, ada`],
    ['no task about her COUGH here', `no task ${mask} her ${mask} here`],
    ['no task of Ada, says ada', `no task of ${mask}, says ada`],
    ['550 no such user <grace@navy.example>', `550 no such user <${mask}>`],
    ['duplicate key: private', `duplicate key: ${mask}`],
  ])('%s', (said, shown) => {
    expect(maskText(said)).toBe(shown);
  });
});
