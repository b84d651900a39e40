import { describe, expect, it } from 'vitest';
import { failureHash, hashOf, listHash, readRoute } from './route.ts';
import { countOf, durationText, progressText, valueText } from './words.ts';

describe('the address of the operator’s page', () => {
  it('is that of its overview, of its parts, of a filtered list and of one failure', () => {
    expect(readRoute('#/ops')).toEqual({ kind: 'overview', panel: null, filter: {} });
    expect(readRoute('#/ops/lag')).toEqual({ kind: 'overview', panel: 'lag', filter: {} });
    expect(readRoute('#/ops/dead-letters?group=g%2F1&q=a+b')).toEqual({ kind: 'overview', panel: 'dead-letters', filter: { group: 'g/1', q: 'a b' } });
    expect(readRoute('#/ops/dead-letters/0190a000-0000')).toEqual({ kind: 'failure', id: '0190a000-0000' });
  });

  it('is nothing else', () => {
    for (const hash of ['', '#/', '#/opsy', '#/audit', '#/ops/dead-letters/a/b']) expect(readRoute(hash)).toBeNull();
  });

  it('leads back to where it was made', () => {
    expect(readRoute(failureHash('f-1'))).toEqual({ kind: 'failure', id: 'f-1' });
    const filter = { consumer: 'a&b', q: 'ä?#' };
    expect(readRoute(listHash(filter))).toEqual({ kind: 'overview', panel: 'dead-letters', filter });
    expect(readRoute(listHash({}))).toEqual({ kind: 'overview', panel: null, filter: {} });
    expect(readRoute(hashOf('/ops/outbox'))).toMatchObject({ panel: 'outbox' });
  });
});

it.each([[0, '0 s'], [89, '89 s'], [120, '2 min'], [5_400, '1.5 h'], [172_800, '2 days']])('%d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

it('counts in words', () => expect([countOf(1, 'event'), countOf(1_204, 'event')]).toEqual(['1 event', '1,204 events']));

it('tells how far a replay has come, and leaves out what is zero', () => {
  const none = { total: 9, waiting: 0, published: 0, handled: 9, failed_again: 0, unconfirmed: 0, cancelled: 0 };
  expect(progressText(none)).toBe('9 of 9 handled');
  expect(progressText({ ...none, handled: 3, failed_again: 1, waiting: 5 })).toBe('3 of 9 handled, 5 waiting, 1 failed again');
});

it('shows a value of a diff on one line, and tells null from nothing', () => {
  expect([valueText(undefined), valueText(null), valueText({ a: 1 })]).toEqual(['(nothing)', 'null', '{"a":1}']);
  expect(valueText('x'.repeat(99))).toHaveLength(41);
});
