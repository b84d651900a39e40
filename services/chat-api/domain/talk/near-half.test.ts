import { describe, expect, it } from 'vitest';
import { asLabelled, settleHalf } from './near-half.ts';

const at = (time: string, own: string | null, near = true) => settleHalf({ day: null, time, near }, { due_local: own === null ? null : `2026-11-27${own}` });

describe('an hour of which nobody says the half of the day', () => {
  it.each([['07:00', 'T18:00', '19:00'], ['08:00', 'T19:00', '20:00'], ['15:00', 'T10:00', '15:00'], ['09:00', 'T10:00', '09:00'], ['10:00', 'T18:00', '10:00'], ['09:00', 'T15:00', '09:00'], ['07:00', '', '07:00'], ['07:00', null, '07:00']])(
    '%s of a task due %s is %s',
    (said, own, time) => expect(at(said, own)).toMatchObject({ time }),
  );

  it('is left alone where it was said', () => {
    expect(at('07:00', 'T18:00', false)).toMatchObject({ time: '07:00' });
    expect(settleHalf({ shift: { months: 0, days: 1, minutes: 0 } }, { due_local: null })).toEqual({ shift: { months: 0, days: 1, minutes: 0 } });
  });

  it('is what an answer says, whatever the task has by then', () => {
    const intent = { kind: 'change', target: { by: 'spoken' }, patch: { due: { day: null, time: '07:00', near: true } } } as const;
    const exact = { ...intent, patch: { due: { day: null, time: '07:00' } } };
    expect(asLabelled(intent)).toEqual(exact);
    expect(asLabelled({ kind: 'several', intents: [intent, intent] })).toEqual({ kind: 'several', intents: [exact, exact] });
  });
});
