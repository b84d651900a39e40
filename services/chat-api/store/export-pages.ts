import type { Queryable } from '#platform/db/database';
import { fitsPage, runningBytes } from '#platform/db/page-bytes';
import { messageBytes } from './messages.ts';
import { taskBytes, taskColumns } from './tasks.ts';

/** The columns of a table that belong in an export, and how large a row is. */
const parts = {
  tasks: { columns: taskColumns, bytes: taskBytes },
  messages: { columns: 'id, role, text, actions, choices, created_at', bytes: messageBytes },
  acts: { columns: 'id, channel, task_ids, deeds, created_at', bytes: 'bytes' },
} as const;

/** Part of an export: the rows of one table. */
export type ExportPart = keyof typeof parts;

/** The rows of a user in a table, the oldest first, in pages that are bounded by bytes. */
export const exportPages = async function* (db: Queryable, user_id: string, table: ExportPart): AsyncGenerator<object[]> {
  const { columns, bytes } = parts[table];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.query<{ id: string }>(
      `select ${columns} from (select *, ${runningBytes('id', bytes)} from ${table} where user_id = $1 and id > $2 order by id limit 500) page
       where ${fitsPage} order by id`,
      [user_id, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.id;
  }
};
