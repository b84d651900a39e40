import { auditRecorded } from '#contracts/events/index';
import { validate } from 'uuid';
import type { Transaction } from '#platform/db/database';
import type { FailedEvent } from '../store/replays.ts';

/** Who acts, and in which request. */
export interface Actor {
  /** An administrator's id, or the name of this service. */
  id: string;
  source: 'api' | 'system';
  correlationid: string;
}

type Operation = `dead_letter.${'replayed' | 'edited' | 'archived' | 'group_archived' | 'revealed'}` | `bulk_replay.${'started' | 'paused' | 'resumed' | 'stopped' | 'finished'}` | 'record.skipped';

/**
 * The subject of an act: whose trail it belongs to, and the state before and after, without
 * payloads.
 */
export interface Act {
  operation: Operation;
  user_id: string;
  task_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/** Records an act in the audit trail, in the transaction of its effect. */
export const recordAct = (tx: Transaction, { id, source, correlationid }: Actor, { user_id, operation, ...state }: Act): void => {
  tx.emit(auditRecorded, { key: user_id, correlationid, data: { actor: id, operation, source, ...state } });
};

/**
 * Identifies the failure of an act: it belongs to the trail of the user whose event failed,
 * if known.
 */
export const actOn = ({ user_id, task_id }: Pick<FailedEvent, 'user_id' | 'task_id'>, requested_by: string): Pick<Act, 'user_id' | 'task_id'> => ({
  user_id: user_id === null || user_id === '' ? requested_by : user_id,
  task_id: task_id !== null && validate(task_id) ? task_id : null,
});
