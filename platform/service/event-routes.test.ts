import { expect, it } from 'vitest';
import { auditRecorded, deliveryReported, taskChanged, taskCompleted, taskCreated } from '#contracts/events/index';
import { deliveryReports, taskUpdates } from '#contracts/topics';
import { onEvent } from '../delivery/on-event.ts';
import { eventRoutesOf } from './event-routes.ts';

const handlers = [taskCreated, taskCompleted, auditRecorded, deliveryReported, taskChanged].map((definition) => onEvent(definition, async () => undefined));

it('gives each event type a route of its own, and each topic one', () =>
  expect(eventRoutesOf(handlers, { raw: [deliveryReports], fleeting: [taskUpdates] })).toEqual({
    single: ['task.created', 'task.completed', 'audit.recorded', 'delivery.reported', 'task.changed'],
    bulk: ['task-events', 'audit-log'], raw: ['delivery-reports'], fleeting: ['task-updates'],
  }));

it('gives a topic none that no handler is for', () =>
  expect(eventRoutesOf(handlers.slice(0, 1), { raw: [deliveryReports] })).toEqual({ single: ['task.created'], bulk: ['task-events'], raw: [], fleeting: [] }));
