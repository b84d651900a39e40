import { Parser } from '@asyncapi/parser';
import { expect, it } from 'vitest';
import { topics } from '#contracts/topics';
import { asyncApi } from './asyncapi.ts';
import { facts, inOrder } from './facts.ts';

const document = asyncApi(facts);
const said = (found: { message: string; path?: unknown }[]): string[] => found.map(({ message, path }) => `${JSON.stringify(path)} ${message}`);

it('is valid AsyncAPI 3, to its own parser, without a warning', async () => {
  const { document: parsed, diagnostics } = await new Parser().parse(document as never);
  expect(said(diagnostics)).toEqual([]);
  expect(parsed!.version()).toBe('3.1.0');
  expect(parsed!.channels().all().map((channel) => channel.address()).sort()).toEqual(topics.map(({ name }) => name).sort());
  for (const topic of topics) {
    const messages = parsed!.channels().get(topic.name)!.messages().all().map((message) => message.name());
    const events = inOrder.filter((event) => [event.topic.name, event.topic.deadLetter].includes(topic.name));
    expect([topic.name, messages]).toEqual([topic.name, events.map(({ type }) => type)]);
  }
});

it.each<[string, (wrong: typeof document) => unknown]>([
  ['an event that no channel has', (wrong) => delete wrong.channels['task-events']!.messages['task.created']],
  ['partitions that are no number', (wrong) => Object.assign(wrong.channels['task-events']!.bindings.kafka, { partitions: 'three' })],
])('%s would be noticed', async (_what, spoil) => {
  const wrong = structuredClone(document);
  spoil(wrong);
  expect(said((await new Parser().parse(wrong as never)).diagnostics).join()).toContain('task-events');
});

it('says what each service sends and receives: its own, what it could not handle, and on a replay what others sent', () => {
  const typesOf = (id: string): string[] => (document.operations[id] as { messages: { $ref: string }[] }).messages.map(({ $ref }) => $ref.split('/').at(-1)!);
  expect(typesOf('recurring-service.receive.task-events')).toEqual(['task.completed']);
  expect(typesOf('recurring-service.send.dlq.task-events')).toEqual(['task.completed']);
  expect(typesOf('reminder-service.send.reminders')).toEqual(['task.reminder']);
  expect(typesOf('ops-service.send.task-events')).toEqual(inOrder.filter(({ topic }) => topic.name === 'task-events').map(({ type }) => type));
  expect(document.operations['realtime-service.receive.task-updates']).not.toHaveProperty('bindings');
  expect(document.operations['reminder-service.receive.task-events']).toHaveProperty('bindings.kafka.groupId.enum', ['reminder-service']);
});
