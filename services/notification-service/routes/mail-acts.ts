import { z } from 'zod';
import { Problem } from '#platform/http/problem';
import type { Server } from '#platform/http/server';
import type { Deps } from '../context.ts';
import { bareTitle } from '../domain/content.ts';
import { mailSnoozeMinutes } from '../domain/mail.ts';
import type { MailAct } from '../mail-acts.ts';
import { snooze } from '../snooze.ts';
import { findDispatch } from '../store/dispatches.ts';
import { findTasks } from '../store/tasks.ts';

/** In the body, so that no log of addresses keeps it. */
const body = z.strictObject({ token: z.string().max(1_000).describe('what stands in the link') });

const schema = {
  tags: ['notifications'],
  body,
  response: { 200: z.object({ act: z.enum(['done', 'snooze']), title: z.string().describe('of the task') }) },
};

const meant = async ({ mailActs }: Deps, token: string): Promise<MailAct> => {
  const act = await mailActs.read(token);
  if (act === null) throw new Problem(404, 'This link is not valid', { detail: 'open your tasks instead' });
  if (act === 'late') throw new Problem(410, 'This link has had its time', { detail: 'open your tasks instead' });
  return act;
};

const gone = (): Problem => new Problem(404, 'This task is gone', { detail: 'it was deleted, which undo on the page can take back' });

/** POST /mail-acts/preview: what the link of a mail would do; nothing is done, because mail programs and scanners open links by themselves. */
export const postMailActPreview = (app: Server, deps: Deps): void => {
  app.post('/mail-acts/preview', { schema: { ...schema, summary: 'What the link of a mail would do' } }, async ({ body }) => {
    const { act, task_id, user_id } = await meant(deps, body.token);
    const task = (await findTasks(deps.database, [task_id])).get(task_id);
    if (task === undefined || task.deleted || task.user_id !== user_id) throw gone();
    return { act, title: task.facts.title ?? 'the task' };
  });
};

const snoozeByMail = async ({ database, now }: Deps, { notification_id }: MailAct, correlationid: string): Promise<string> => {
  const dispatch = await findDispatch(database, notification_id);
  if (dispatch === null || dispatch.kind === 'digest') throw gone();
  const until = new Date(Date.parse(now()) + mailSnoozeMinutes * 60_000).toISOString();
  await snooze(database, { ...dispatch, kind: dispatch.kind, task_id: dispatch.task_ids[0]!, until, now: now(), correlationid });
  return bareTitle(dispatch.title);
};

/** POST /mail-acts: does it; the link is all the sign-in that it takes. */
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
