import { expect, it } from 'vitest';
import { aTask } from '../testing/a-task.ts';
import { matcher, queryOf, readFilter, writeFilter, type Filter } from './filter.ts';

const filters: Filter[] = [{}, { q: 'a & b' }, { tags: ['home', 'a=b'] }, { priority: 'HIGH', from: '2026-11-26', to: '2026-11-30' }];

it('stands in the address and is read back from it', () => {
  for (const filter of filters) expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(readFilter('priority=urgent&from=soon&q=%20&tag=')).toEqual({});
});

it('asks the server for days of the person, the last one included', () => {
  expect(queryOf({ from: '2026-11-26', to: '2026-11-26' }, 'Europe/Berlin')).toEqual({ due_after: '2026-11-25T23:00:00.000Z', due_before: '2026-11-26T23:00:00.000Z' });
});

it('decides as the server does: part of title, notes or a tag, all tags, whatever case and accents', () => {
  const task = aTask({ title: 'Café crème', description: 'for Ada', tags: ['Home', 'Été'], priority: 'HIGH', due_date: '2026-11-26T09:00:00.000Z', due_local: '2026-11-26' });
  const matches = (filter: Filter): boolean => matcher(filter, { zone: 'UTC' })(task);
  for (const filter of [{}, { q: 'CAFE' }, { q: 'ada' }, { q: 'ome' }, { tags: ['ete', 'home'] }, { priority: 'HIGH' }, { from: '2026-11-26', to: '2026-11-26' }] as Filter[]) expect([filter, matches(filter)]).toEqual([filter, true]);
  for (const filter of [{ q: 'tea' }, { tags: ['home', 'work'] }, { priority: 'LOW' }, { from: '2026-11-27' }, { to: '2026-11-25' }] as Filter[]) expect([filter, matches(filter)]).toEqual([filter, false]);
  expect(matcher({ to: '2026-11-30' }, { zone: 'UTC' })(aTask())).toBe(false);
});
