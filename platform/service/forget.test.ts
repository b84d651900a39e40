import { pino } from 'pino';
import { expect, it } from 'vitest';
import { keepForgetting } from './forget.ts';

it('says what was removed, and nothing where nothing was', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const nothing = keepForgetting(async () => ({ keys: 0, acts: 0 }), log);
  const something = keepForgetting(async () => ({ keys: 0, acts: 3 }), log);
  await Promise.all([nothing.stop(), something.stop()]);
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ keys: 0, acts: 3 })]);
});
