import { describe, expect, it } from 'vitest';
import { taskReminder } from '#contracts/events/index';
import { makeEvent } from '../../../test/helpers/events.ts';
import { decideBulkReplay, decideReplay, type ReplayDecision, type ReplayOrder } from './replay-event.ts';

const now = '2026-11-22T09:00:00.000Z';
const data = {
  task_id: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a002', title: 'buy milk', due_at: '2026-11-22T08:00:00.000Z', remind_at: '2026-11-22T07:00:00.000Z',
  reminder_type: '1_hour_before' as const, late_seconds: 0, collapsed: 0,
};
const original = { ...makeEvent(taskReminder, data, { time: '2026-11-22T07:00:00.000Z' }), anextension: 'kept' };
const replay_id = '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6b001';
const copy_id = '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6b002';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const order = (event: unknown, more: Partial<ReplayOrder> & { topic?: string; key?: string | null } = {}): ReplayOrder => {
  const { topic = 'reminders', key = 'ada', ...rest } = more;
  return { letter: { topic, key, payload: bytes(event) }, consumer: 'notification-service', replay_id, now, edited: null, ...rest };
};

const sent = (decision: ReplayDecision) => {
  if (decision.kind === 'refused') throw new Error(`refused: ${decision.refusal.detail}`);
  return decision.event;
};
const refused = (decision: ReplayDecision) => {
  if (decision.kind === 'event') throw new Error('not refused');
  return decision.refusal;
};

describe('the event of a replay', () => {
  it('is the original under its own id, to its topic and key, for the consumer that failed', () => {
    expect(sent(decideReplay(order(original)))).toEqual({
      topic: 'reminders',
      key: 'ada',
      envelope: { ...original, replaytarget: 'notification-service', replayid: replay_id },
    });
  });

  it('leaves out what Dapr put there on the first way, an end of life, and the marks of an earlier replay', () => {
    const marked = { ...original, topic: 'reminders', pubsubname: 'kafka-pubsub', expiration: '2026-11-22T07:01:00Z', replaytarget: 'another', replayid: copy_id };
    expect(sent(decideReplay(order(marked))).envelope).toEqual({ ...original, replaytarget: 'notification-service', replayid: replay_id });
  });

  it('goes on with its trace, which Dapr would overwrite without a traceid', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(sent(decideReplay(order({ ...original, traceparent }))).envelope).toMatchObject({ traceparent, traceid: traceparent });
    expect(sent(decideReplay(order({ ...original, traceparent, traceid: 'another' }))).envelope).toMatchObject({ traceid: traceparent });
  });

  it('names no target where nobody knows which consumer failed: the inboxes protect the others', () => {
    expect(sent(decideReplay(order(original, { consumer: '' }))).envelope).toEqual({ ...original, replayid: replay_id });
  });

  it.each([
    ['its partition key', original, original.partitionkey],
    ['its id', { ...original, type: 'unknown.type', partitionkey: undefined }, original.id],
  ])('of a message without a key has %s as its key', (_what, event, key) => {
    expect(sent(decideReplay(order(event, { key: null }))).key).toBe(key);
    expect(sent(decideReplay(order(event, { key: '' }))).key).toBe(key);
  });

  it('of a type without a contract goes out as it is: its consumer may have a route by now', () => {
    const { id, time } = original;
    expect(sent(decideReplay(order({ id, time, type: 'unknown.type' }))).envelope).toMatchObject({ id, time, type: 'unknown.type' });
  });

  it('after an edit is the copy: other data, a new id, the original as its cause, all else alike', () => {
    const edited = { event_id: copy_id, data: { ...data, title: 'buy bread' } };
    expect(sent(decideReplay(order(original, { edited }))).envelope).toEqual({
      ...original, id: edited.event_id, causationid: original.id, data: edited.data, replaytarget: 'notification-service', replayid: replay_id,
    });
  });

  it('after an edit of binary data is JSON', () => {
    const { data: _left, ...binary } = { ...original, datacontenttype: 'application/octet-stream', data_base64: 'AAEC' };
    const { envelope } = sent(decideReplay(order(binary, { edited: { event_id: copy_id, data } })));
    expect(envelope).toMatchObject({ datacontenttype: 'application/json', data });
    expect(envelope).not.toHaveProperty('data_base64');
  });
});

describe('a replay is refused', () => {
  const cases: [string, ReplayOrder, string, RegExp][] = [
    ['of bytes that are no JSON', order('{"id": '), 'unreadable', /archive/],
    ['of bytes that are no text', order('', { letter: { topic: 'reminders', key: null, payload: Uint8Array.of(0x7b, 0xff, 0x7d) } }), 'unreadable', /archive/],
    ['of JSON that is no object', order([original]), 'unreadable', /archive/],
    ['without an id', order({ ...original, id: undefined }), 'no_identity', /archive/],
    ['with an id that no inbox takes', order({ ...original, id: '42' }), 'no_identity', /UUID/],
    ['without a type', order({ ...original, type: '' }), 'no_identity', /archive/],
    ['without a time', order({ ...original, time: 'yesterday' }), 'no_time', /archive/],
    ['of an event that consumers have forgotten', order({ ...original, time: '2026-10-18T08:59:59.000Z' }), 'too_old', /35 days/],
    ['to a topic that is none of ours', order(original, { topic: 'elsewhere' }), 'unknown_topic', /elsewhere/],
    ['to a dead-letter topic', order(original, { topic: 'dlq.reminders' }), 'unknown_topic', /dlq\.reminders/],
    ['of data that its contract does not allow', order({ ...original, data: { ...data, title: 42 } }), 'contract_broken', /edit/],
    ['of an envelope that its contract does not allow', order({ ...original, correlationid: '' }), 'envelope_broken', /archive/],
  ];

  it.each(cases)('%s, and says what to do', (_what, of, code, advice) => {
    const refusal = refused(decideReplay(of));
    expect(refusal.code).toBe(code);
    expect(refusal.detail).toMatch(advice);
  });

  it('naming what breaks the contract', () => {
    expect(refused(decideReplay(order({ ...original, data: { ...data, title: 42 } }))).issues).toEqual([{ path: 'data.title', message: expect.any(String) }]);
  });

  it('not yet of an event that consumers still remember', () => {
    expect(decideReplay(order({ ...original, time: '2026-10-18T09:00:00.000Z' })).kind).toBe('event');
  });

  it('in bulk where nobody would confirm it', () => {
    expect(refused(decideBulkReplay(order(original, { consumer: '' }))).code).toBe('nobody_named');
    expect(decideBulkReplay(order(original)).kind).toBe('event');
  });
});
