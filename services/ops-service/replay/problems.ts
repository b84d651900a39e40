import { Problem } from '#platform/http/problem';
import type { Issue, Refusal } from '../domain/replay-refusals.ts';
import type { FailedEvent } from '../store/replays.ts';
import type { Running } from '../store/replays.ts';

const errorsOf = (issues: readonly Issue[]): { field: string; message: string }[] => issues.map(({ path, message }) => ({ field: path, message }));

const listed = (issues: readonly Issue[]): string => issues.map(({ path, message }) => `${path}: ${message}`).join('; ');

/** The answer when an event cannot go out again. */
export const refusalProblem = ({ title, detail, issues }: Refusal): Problem =>
  new Problem(422, title, issues === undefined ? { detail } : { detail: `${detail} (${listed(issues)})`, errors: errorsOf(issues) });

/** The answer when the contract does not allow the edited data. */
export const brokenEdit = (issues: readonly Issue[]): Problem =>
  new Problem(422, 'The edited data breaks the contract', { detail: listed(issues), errors: errorsOf(issues) });

/** The answer when there is nothing with this id. */
export const noSuch = (what: string): Problem => new Problem(404, `There is no such ${what}`);

const isReplayed = (running: Running | null): Problem =>
  new Problem(409, 'This failure is being replayed', {
    detail:
      running?.state === 'waiting'
        ? `it waits in the bulk replay ${running.bulk_replay_id}: let that come to it, or stop that first`
        : 'one replay at a time: its outcome shows on the dead letter when its consumer has reported',
  });

/** The answer when a failure is not open. */
export const notOpen = (state: Exclude<FailedEvent['state'], 'open'>, running: Running | null): Problem => {
  if (state === 'replaying') return isReplayed(running);
  return state === 'handled'
    ? new Problem(409, 'This failure has been handled', { detail: 'its consumer has confirmed it: there is nothing left to replay' })
    : new Problem(409, 'This failure is archived', { detail: 'somebody decided to leave it: if it still matters, make the change again' });
};

/** The answer when an edited copy may still be handled. */
export const copyMayStillArrive = (event_id: string): Problem =>
  new Problem(409, 'The outcome of the last replay is not confirmed', {
    detail: `${event_id} may still be handled, and an edited copy under a new id would then be handled too: replay it again first, which has one effect however often`,
  });
