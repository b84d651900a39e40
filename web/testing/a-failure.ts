import type { Dossier, Failure, FailureGroup } from '../../contracts/http/ops/failures.ts';

/** A failure as the API answers it, with the fields that a test cares about. */
export const aFailure = (more: Partial<Failure> = {}): Failure => ({
  id: 'f-1', dead_letter_id: 'd-1', consumer: 'reminder-service', reason: 'handler_failed', explanation: 'The handler threw on each of 4 tries.', error_class: 'TypeError',
  message: 'x is not a function', event_type: 'task.created', event_id: 'e-1', user_id: 'u-1', task_id: 't-1', topic: 'task-events', partition: 1, offset: '42',
  attempts: 4, first_failed_at: '2026-11-21T10:00:00.000Z', last_failed_at: '2026-11-21T10:00:03.000Z', state: 'open', group: 'g-1', ...more,
});

/** A failure with everything known about it. */
export const aDossier = (more: Partial<Dossier> = {}): Dossier => ({
  ...aFailure(), masked: true, stack: null, build: 'dev', archived_reason: null, archived_at: null, correlation_id: 'c-1', trace_url: null, event_time: null, captured_at: '2026-11-21T10:00:04.000Z', key: 'u-1', headers: {},
  payload: { id: 'e-1', data: { task_id: 't-1', title: '<b>milk</b>' } }, payload_encoding: 'json', refusal: null, tries: [], arrivals: [], replays: [], others: [], ...more,
});

/** A group of similar failures. */
export const aGroup = (more: Partial<FailureGroup> = {}): FailureGroup => ({
  group: 'g-1', consumer: 'reminder-service', event_type: 'task.created', reason: 'handler_failed', error_class: 'TypeError', message: 'x is not a function',
  count: 12, open: 11, first_seen: '2026-11-21T10:00:00.000Z', last_seen: '2026-11-21T11:00:00.000Z', ...more,
});
