/** The conditions of a search; all that are given must hold. */
export interface FailureFilter {
  states?: readonly string[] | undefined;
  /** '' for failures of unknown consumers. */
  consumer?: string | undefined;
  event_type?: string | undefined;
  topic?: string | undefined;
  reason?: string | undefined;
  user_id?: string | undefined;
  task_id?: string | undefined;
  group?: string | undefined;
  /** Instants of the last failure, from inclusive, to exclusive. */
  from?: string | undefined;
  to?: string | undefined;
  /** A piece of text. */
  q?: string | undefined;
}

/** Only the conditions that are given become SQL. */
const conditions: Record<keyof FailureFilter, string> = {
  states: 'f.state = any(?)',
  consumer: 'f.consumer = ?',
  event_type: 'd.event_type = ?',
  topic: 'd.topic = ?',
  reason: 'f.reason = ?',
  user_id: 'd.user_id = ?',
  task_id: 'd.task_id = ?',
  group: 'f.fingerprint = ?',
  from: 'f.last_failed_at >= ?',
  to: 'f.last_failed_at < ?',
  q: 'f.search ilike ?',
};

const valueOf = (name: keyof FailureFilter, filter: FailureFilter): unknown =>
  name === 'q' ? `%${filter.q!.replace(/[\\%_]/g, '\\$&')}%` : filter[name];

/** Whether a filter has conditions on the events themselves. */
export const asksOfLetter = (filter: FailureFilter): boolean =>
  (Object.keys(conditions) as (keyof FailureFilter)[]).some((name) => filter[name] !== undefined && conditions[name].startsWith('d.'));

/** A filter as SQL on failures f and dead_letters d, with the values of its parameters. */
export const toSql = (filter: FailureFilter): { where: string; values: unknown[] } => {
  const asked = (Object.keys(conditions) as (keyof FailureFilter)[]).filter((name) => filter[name] !== undefined);
  return {
    where: asked.map((name, i) => conditions[name].replace('?', `$${i + 1}`)).join(' and ') || 'true',
    values: asked.map((name) => valueOf(name, filter)),
  };
};
