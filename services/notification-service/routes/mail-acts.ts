import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { mailSnoozeMinutes } from '../domain/mail.ts';
import { titleOf, type KnownTask } from '../domain/task-facts.ts';
import type { MailAct } from '../mail-acts.ts';
import { snooze } from '../snooze.ts';
import { findDispatch } from '../store/dispatches.ts';
import { findTasks } from '../store/tasks.ts';

/** Sent in the body, so that no log of addresses contains it. */
const body = z.strictObject({ token: z.string().max(1_000).describe('what stands in the link') });

const schema = {
  tags: ['notifications'],
  body,
  response: { 200: z.object({ act: z.enum(['done', 'snooze']), title: z.string().describe('of the task') }) },
};

const meant = async ({ mailActs }: Deps, token: string): Promise<MailAct> => {
  const act = await mailActs.read(token);
  if (act === null) throw new Problem(404, 'This link is not valid', { detail: 'open your tasks instead' });
  if (act === 'late') throw new Problem(410, 'This link has expired', { detail: 'open your tasks instead' });
  return act;
};

const gone = (): Problem => new Problem(404, 'This task is gone', { detail: 'it was deleted; undo on the page can bring it back' });

const findTask = async ({ database }: Deps, { task_id, user_id }: MailAct): Promise<KnownTask> => {
  const task = (await findTasks(database, [task_id])).get(task_id);
  if (task === undefined || task.deleted || task.user_id !== user_id) throw gone();
  return task;
};

/**
 * POST /mail-acts/preview: what the link of a mail would do. Nothing is done yet, because
 * mail programs and scanners open links by themselves.
 */
export const postMailActPreview = (app: Server, deps: Deps): void => {
  app.post('/mail-acts/preview', { schema: { ...schema, summary: 'What the link of a mail would do' } }, async ({ body }) => {
    const act = await meant(deps, body.token);
    return { act: act.act, title: titleOf(await findTask(deps, act)) };
  });
};

const snoozeByMail = async (deps: Deps, act: MailAct, correlationid: string): Promise<string> => {
  const { database, now } = deps;
  await findTask(deps, act);
  const dispatch = await findDispatch(database, act.notification_id);
  if (dispatch === null || dispatch.kind === 'digest') throw gone();
  const until = new Date(Date.parse(now()) + mailSnoozeMinutes * 60_000).toISOString();
  const { title } = await snooze(database, { ...dispatch, kind: dispatch.kind, task_id: dispatch.task_ids[0]!, until, now: now(), correlationid });
  return title;
};

/** POST /mail-acts: does what the link says; the link itself is the only sign-in. */
export const postMailAct = (app: Server, deps: Deps): void => {
  app.post('/mail-acts', { schema: { ...schema, summary: 'Do what the link of a mail says' } }, async ({ body, id }) => {
    const wish = await meant(deps, body.token);
    const { act, user_id, task_id } = wish;
    const title = act === 'snooze' ? await snoozeByMail(deps, wish, id) : await deps.completeTask({ user_id, task_id });
    if (title === null) throw gone();
    deps.log.info({ user_id, task_id, act }, 'done from a mail');
    return { act, title };
  });
};
