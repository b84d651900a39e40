import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Queryable } from '../db/database.ts';
import { triesPerRound } from './backoff.ts';
import { trackLaneFailures } from './lane-failures.ts';
import type { OutboxRow } from './rows.ts';
import { settle } from './settle.ts';

it('logs an event whose round of tries is over, with where it belongs and why', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const row = { id: 'e1', topic: 'task-events', key: 'u1', position: '1' } as unknown as OutboxRow;
  const nothing = { acknowledged: [], refused: [] };
  const settling = { db: undefined as unknown as Queryable, lanes: trackLaneFailures(), log };
  for (let tries = 1; tries <= triesPerRound; tries++) {
    expect(lines).toEqual([]);
    await settle([{ topic: 'task-events', ...nothing, failed: [{ row, reason: '500 leader not available' }] }], settling);
  }
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 50, event_id: 'e1', topic: 'task-events', key: 'u1', reason: '500 leader not available' }]);
});
