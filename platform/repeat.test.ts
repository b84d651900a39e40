import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { repeat, type Repeated } from './repeat.ts';

const lines: { level: number; msg: string }[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as { level: number; msg: string }) });
const hourMs = 3_600_000;

let repeated: Repeated;
afterEach(async () => {
  await repeated.stop();
  lines.length = 0;
});

/** Work whose rounds the test ends one by one. */
const steps = () => {
  const ends: ((error?: Error) => void)[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error))));
  return { ends, work };
};

describe('repeat', () => {
  it('begins at once and goes on', async () => {
    let rounds = 0;
    repeated = repeat({ what: 'counting', everyMs: 1, log }, async () => void (rounds += 1));
    await expect.poll(() => rounds).toBeGreaterThan(3);
  });

  it('begins a round at once when woken, but never two at a time', async () => {
    const { ends, work } = steps();
    repeated = repeat({ what: 'waiting', everyMs: hourMs, log }, work);
    repeated.wake();
    repeated.wake();
    expect(ends).toHaveLength(1);
    ends[0]!();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]!();
    await new Promise(setImmediate);
    expect(ends).toHaveLength(2);
    repeated.wake();
    await expect.poll(() => ends.length).toBe(3);
    ends[2]!();
  });

  it('goes on after a failure, says it once, and says when it is over', async () => {
    const { ends, work } = steps();
    repeated = repeat({ what: 'failing', everyMs: 0, log }, work);
    for (const [round, error] of [new Error('one'), new Error('two'), undefined, undefined].entries()) {
      await expect.poll(() => ends.length).toBeGreaterThan(round);
      ends[round]!(error);
    }
    await expect.poll(() => ends.length).toBe(5);
    const stopped = repeated.stop();
    ends[4]!();
    await stopped;
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([[40, 'failed; trying again'], [30, 'works again']]);
  });

  it('stops only when the round under way has ended', async () => {
    const { ends, work } = steps();
    repeated = repeat({ what: 'stopping', everyMs: 0, log }, work);
    let stopped = false;
    const stopping = repeated.stop().then(() => (stopped = true));
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    ends[0]!();
    await stopping;
    expect(ends).toHaveLength(1);
  });
});
