import { mask } from '#contracts/mask';
import { describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { makeEvent } from '../../../test/helpers/events.ts';
import { decideEdit, type EditOrder } from './replay-edit.ts';

const now = '2026-11-22T09:00:00.000Z';
const task_id = '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a002';
const broken = { ...makeEvent(taskDeleted, { task_id }, { time: now }), data: { task_id: 'no uuid' } };

const order = (data: unknown, event: object = broken, consumer = 'reminder-service'): EditOrder => ({
  letter: { topic: 'task-events', payload: new TextEncoder().encode(JSON.stringify(event)) },
  consumer,
  now,
  data,
});

describe('an edit', () => {
  it('says what changes, and goes out when the contract allows it', () => {
    expect(decideEdit(order({ task_id }))).toEqual({ kind: 'edit', data: { task_id }, diff: [{ path: '/task_id', before: mask, after: task_id }], issues: [] });
  });

  it('says what the contract does not allow', () => {
    expect(decideEdit(order({ task_id: 'neither' }))).toMatchObject({ kind: 'edit', issues: [{ path: 'data.task_id', message: expect.any(String) }] });
    expect(decideEdit(order(null))).toMatchObject({ kind: 'edit', issues: [{ path: 'data' }] });
  });

  it('leaves out fields that the contract does not know', () => {
    expect(decideEdit(order({ task_id, titel: 'a slip' }))).toMatchObject({ data: { task_id }, issues: [] });
  });

  it('compares with nothing where the original has no readable data', () => {
    const { data: _left, ...binary } = { ...broken, data_base64: 'AAEC' };
    expect(decideEdit(order({ task_id }, binary))).toMatchObject({ diff: [{ path: '', after: { task_id } }] });
  });

  it.each([
    ['of what is no event', order({ task_id }, []), 'unreadable'],
    ['of an event that is too old', order({ task_id }, { ...broken, time: '2026-09-01T00:00:00Z' }), 'too_old'],
    ['of a type without a contract', order({ task_id }, { ...broken, type: 'unknown.type' }), 'unknown_type'],
    ['that data alone cannot mend', order({ task_id }, { ...broken, correlationid: '' }), 'envelope_broken'],
    ['for nobody: every consumer would take the copy for a new event', order({ task_id }, broken, ''), 'nobody_named'],
  ])('is refused %s', (_what, of, code) => {
    expect(decideEdit(of)).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});
