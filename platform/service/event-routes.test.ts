import { expect, it } from 'vitest';
import { auditRecorded, deliveryReported, taskChanged, taskCompleted, taskCreated } from '#contracts/events/index';
import { auditLog, deliveryReports, taskUpdates } from '#contracts/topics';
import { onEvent } from '../delivery/on-event.ts';
import { eventRoutesOf } from './event-routes.ts';

const handlers = [taskCreated, taskCompleted, auditRecorded, deliveryReported, taskChanged].map((definition) => onEvent(definition, async () => undefined));

it('gives each event type a route of its own, unless its topic comes otherwise', () =>
  expect(eventRoutesOf(handlers, { bulk: [auditLog], raw: [deliveryReports], fleeting: [taskUpdates] })).toEqual({
    single: ['task.created', 'task.completed'], bulk: ['audit-log'], raw: ['delivery-reports'], fleeting: ['task-updates'],
  }));

it('gives a topic none that no handler is for', () =>
  expect(eventRoutesOf(handlers.slice(0, 1), { bulk: [auditLog], raw: [deliveryReports] })).toEqual({ single: ['task.created'], bulk: [], raw: [], fleeting: [] }));
