import { expect, it } from 'vitest';
import { events } from '#contracts/events/index';
import { checkContracts } from './check.ts';
import { readReleases } from './releases.ts';

it('the contracts break nothing that was released', () => {
  expect(checkContracts()).toEqual([]);
});

it('every event type is in the last release', () => {
  expect(Object.keys(readReleases().at(-1)!.schemas).sort()).toEqual(events.map(({ type }) => type as string).sort());
});
