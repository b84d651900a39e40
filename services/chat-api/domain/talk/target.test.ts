import { describe, expect, it } from 'vitest';
import { bareName, readPlaces, readReference } from './target.ts';

describe('the places of a list', () => {
  it.each<[string, number[] | null]>([
    ['2', [2]], ['#3', [3]], ['the second', [2]], ['the second one', [2]], ['task 4', [4]], ['number two', [2]], ['no. 5', [5]], ['the last', [-1]],
    ['1, 2 and 3', [1, 2, 3]], ['the first and the third task', [1, 3]], ['1 & 2', [1, 2]], ['2 and 2', [2]], ['2 on the list', [2]], ['1-3', [1, 2, 3]], ['2 to 4', [2, 3, 4]],
    ['first two', [1, 2]], ['the last 2 tasks', [-2, -1]],
    ['1984', null], ['the second half', null], ['and 2', null], ['2 and', null], ['the one', null], ['two', null], ['tasks', null], ['', null],
  ])('"%s"', (text, places) => expect(readPlaces(text)).toEqual(places));

  it('are at most twenty', () => {
    expect(readPlaces(Array.from({ length: 20 }, (_, index) => index + 1).join(', '))).toHaveLength(20);
    expect(readPlaces('first task '.repeat(21).trim())).toBeNull();
  });
});

describe('what is no name', () => {
  it.each<[string, object | null]>([
    ['it', { by: 'spoken' }], ['That one', { by: 'spoken' }], ['the other one', { by: 'other' }], ['', { by: 'nothing' }],
    ['both', { by: 'filter', both: true }], ['them', { by: 'filter', spoken: true }], ['all', { by: 'filter', filter: { status: 'open' } }],
    ['the overdue ones', { by: 'filter', filter: { overdue: true } }], ['all done tasks', { by: 'filter', filter: { status: 'DONE' } }],
    ['0198a5f0-0000-7000-8000-000000000001', { by: 'ids', ids: ['0198a5f0-0000-7000-8000-000000000001'] }],
    ['the milk', null], ['call mum', null],
  ])('"%s"', (text, target) => (target === null ? expect(readReference(text, [])).toBeNull() : expect(readReference(text, [])).toMatchObject(target)));

  it('is all that has a tag, where only a tag is given', () => expect(readReference('', ['home'])).toMatchObject({ by: 'filter', filter: { tags: ['home'] } }));
});

it.each([['the dentist one', 'dentist'], ['task called milk', 'milk'], ['the task: milk', 'milk'], ['“milk”', 'milk'], ['milk', 'milk'], ['task', 'task']])('finds the name in "%s"', (text, name) => expect(bareName(text)).toBe(name));
