import { describe, expect, it } from 'vitest';
import { readRaw } from './raw.ts';

const body = (payload: Uint8Array | string): Buffer => Buffer.from(JSON.stringify({ data_base64: Buffer.from(payload).toString('base64'), id: 'another each time' }));
const place = { __topic: 'task-events', __partition: '2', __offset: '9007199254740993' };

describe('a raw delivery', () => {
  it('is the bytes as they stand in Kafka, with their key, place and time', () => {
    const bytes = Uint8Array.from([0, 255, 10]);
    expect(readRaw({ ...place, __key: 'ada', __timestamp: '1795278780058' }, body(bytes))).toEqual({
      payload: Buffer.from(bytes), key: 'ada', headers: {}, place: { topic: 'task-events', partition: 2, offset: '9007199254740993' }, timestamp: 1_795_278_780_058,
    });
  });

  it('undoes what the component escapes, and keeps a percent sign that escapes nothing', () => {
    const { key, headers } = readRaw({ ...place, __key: 'two%0Alines+%2B+%C3%A9', 'my-header': '100%+sure' }, body(''));
    expect([key, headers]).toEqual(['two\nlines + é', { 'my-header': '100% sure' }]);
  });

  it('keeps nothing of the delivery itself, least of all its token', () => {
    const ofTheDelivery = { host: 'h', 'user-agent': 'Go', 'content-type': 'x', 'content-length': '1', 'dapr-api-token': 'secret', pubsubname: 'kafka-ops', traceparent: 't' };
    expect(readRaw({ ...ofTheDelivery, 'mine': 'yes' }, body('')).headers).toEqual({ mine: 'yes' });
  });

  it.each([
    ['no place', {}],
    ['no number as a partition', { ...place, __partition: '1, 2' }],
    ['a negative offset', { ...place, __offset: '-1' }],
    ['an offset beyond 64 bits', { ...place, __offset: '9'.repeat(20) }],
  ])('with %s has none', (_name, headers) => {
    expect(readRaw(headers, body('x')).place).toBeNull();
  });

  it.each([['no JSON', 'just text'], ['JSON without data', '{"a":1}'], ['nothing', '']])('that is %s is taken as it is', (_name, text) => {
    expect(readRaw(place, Buffer.from(text)).payload.toString()).toBe(text);
  });
});
