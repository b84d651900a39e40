import { expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const now = new Date('2026-11-26T13:00:00Z');

it('takes the instant with its zone, and an hour of lag', () => {
  expect(readSettings(['--to', '2026-11-26T13:30:00+01:00'], now)).toEqual({ restoredTo: new Date('2026-11-26T12:30:00Z'), lagMs: 3_600_000 });
  expect(readSettings(['--to', '2026-11-26T12:00:00Z', '--lag', '5'], now).lagMs).toBe(300_000);
});

it.each([
  [[], 'Say with --to'],
  [['--to', '2026-11-26 12:00'], 'with its zone'],
  [['--to', '2026-11-26T12:00:00'], 'with its zone'],
  [['--to', '2026-11-26T14:00:00Z'], 'still to come'],
  [['--to', '2026-11-26T12:00:00Z', '--lag', '0'], '--lag is'],
  [['--to', '2026-11-26T12:00:00Z', '--lag', 'all'], '--lag is'],
])('refuses %j', (argv, words) => expect(() => readSettings(argv, now)).toThrow(words));
