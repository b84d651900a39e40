import type { Queryable } from '#platform/db/database';
import type { FailureFacts } from '../domain/failure.ts';

const columns = [
  'consumer', 'reason', 'explanation', 'error_class', 'message', 'stack', 'build', 'fingerprint', 'attempts', 'first_failed_at', 'last_failed_at', 'search',
];

const valuesOf = (facts: FailureFacts, search: string): unknown[] => [
  facts.consumer, facts.reason, facts.explanation, facts.error_class, facts.message, facts.stack, facts.build, facts.fingerprint, facts.attempts,
  new Date(facts.first_failed_at), new Date(facts.last_failed_at), search,
];

/** The failures of a dead letter, locked. */
export const lockFailures = (tx: Queryable, dead_letter_id: string): Promise<{ id: string; consumer: string }[]> =>
  tx.query('select id, consumer from failures where dead_letter_id = $1 order by id for update', [dead_letter_id]);

/** Adds a failure. */
export const addFailure = async (tx: Queryable, row: { id: string; dead_letter_id: string; facts: FailureFacts; search: string }): Promise<void> => {
  const values = columns.map((_, i) => `$${i + 3}`).join(', ');
  await tx.query(`insert into failures (id, dead_letter_id, ${columns.join(', ')}) values ($1, $2, ${values})`, [
    row.id, row.dead_letter_id, ...valuesOf(row.facts, row.search),
  ]);
};

/** Updates a failure; a handled one is reopened when its consumer has failed since. */
export const setFailure = async (tx: Queryable, id: string, facts: FailureFacts, search: string): Promise<void> => {
  const set = columns.map((column, i) => `${column} = $${i + 2}`).join(', ');
  const failedSince = `state = 'handled' and $${columns.indexOf('last_failed_at') + 2} > (select max(settled_at) from replays r where r.failure_id = f.id)`;
  await tx.query(`update failures f set state = case when ${failedSince} then 'open' else state end, ${set} where id = $1`, [id, ...valuesOf(facts, search)]);
};

/** Removes failures that turned out to be wrong, unless somebody has worked on them. */
export const removeFailures = async (tx: Queryable, ids: readonly string[]): Promise<void> => {
  await tx.query(
    `delete from failures f where id = any($1) and state = 'open' and not exists (select 1 from replays r where r.failure_id = f.id)`,
    [ids],
  );
};
