import { z } from 'zod';
import { failureReason, failureState } from '#contracts/http/ops/failures';
import type { Deps } from '../context.ts';
import type { FailureFilter } from '../store/failure-filter.ts';

/** The dependencies of the failure routes. */
export type FailureRouteDeps = Pick<Deps, 'database' | 'auth' | 'now'>;

const text = z.string().min(1).max(200);

/** The filters of a list of failures. */
export const failureFilter = z.strictObject({
  state: z.enum([...failureState.options, 'all']).optional().describe('without it: open and replaying'),
  consumer: z.string().max(200).optional().describe('the service that failed; empty: those that nobody named'),
  event_type: text.optional().describe('such as task.created'),
  topic: text.optional().describe('the topic that the event was first in'),
  reason: failureReason.optional(),
  user_id: text.optional(),
  task_id: text.optional(),
  group: text.optional().describe('the fingerprint that similar failures share'),
  from: z.iso.datetime({ offset: true }).optional().describe('last failed at this instant or later'),
  to: z.iso.datetime({ offset: true }).optional().describe('last failed before this instant'),
  q: z.string().trim().min(3).max(200).optional().describe('a piece of the message, the error class, an id, or the first 8 KiB of the payload; upper and lower case make no difference'),
});

/** Translates the filter of a request for the store. */
export const toFilter = ({ state, ...rest }: z.infer<typeof failureFilter>): FailureFilter => {
  if (state === 'all') return rest;
  return { ...rest, states: state === undefined ? ['open', 'replaying'] : [state] };
};

const cursorOf = (rest: string): z.ZodString => z.string().regex(new RegExp(`^\\d{1,13}\\.${rest}$`), 'must be the next_cursor of the page before');

/** Where a page of failures ended: an instant in ms and an id. */
export const failureCursor = cursorOf('[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}');

/** Where a page of groups ended: an instant in ms and a fingerprint. */
export const groupCursor = cursorOf('[\\da-f]{1,64}');

/** The two halves of a cursor. */
export const splitCursor = (text: string): [at: number, rest: string] => [Number(text.slice(0, text.indexOf('.'))), text.slice(text.indexOf('.') + 1)];
