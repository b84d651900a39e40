interface Message {
  id: string;
  kind: string;
  title: string;
  body: string;
  task_ids: string[];
}

interface Shown {
  id: string;
  task: string | null;
}

const snoozeMinutes = 10;

const nothing: Message = { id: '', kind: '', title: 'Todo', body: '', task_ids: [] };

const remindersOffer = [{ action: 'done', title: 'Done' }, { action: 'snooze', title: `Snooze ${snoozeMinutes} min` }];

/** Shows a push message, because browsers demand that each one is shown. */
export const onPush = (self: ServiceWorkerGlobalScope, data: PushMessageData | null): Promise<void> => {
  const { id, kind, title, body, task_ids }: Message = { ...nothing, ...(data?.json() as Partial<Message> | undefined) };
  const [task = null] = task_ids;
  const isReminder = kind === 'task_reminder' && task !== null;
  const shown: Shown = { id, task };
  const options = { body, tag: id, data: shown, icon: '/icon.svg', requireInteraction: isReminder, actions: isReminder ? remindersOffer : [] };
  return self.registration.showNotification(title, options);
};

const send = async (path: string, body?: object): Promise<void> => {
  const session = await fetch('/auth/session', { method: 'POST' });
  const { token } = (await session.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  const { ok } = await fetch(path, { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) });
  if (!ok) throw new Error(`${path} was refused`);
};

const openPage = async (self: ServiceWorkerGlobalScope, address: string): Promise<void> => {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (open === undefined) return void (await self.clients.openWindow(`/${address}`));
  await open.focus();
  await open.navigate(`/${address}`);
};

/** Does what the person pressed on a message; if that cannot be done from here, opens the page. */
export const onNotificationClick = async (self: ServiceWorkerGlobalScope, action: string, { data }: Notification): Promise<void> => {
  const { id, task } = data as Shown;
  const place = task === null ? '#/notices' : `#/task/${task}`;
  try {
    if (action === 'done') await send(`/tasks/${task}/complete`);
    else if (action === 'snooze') await send(`/notifications/${id}/snooze`, { minutes: snoozeMinutes });
    else await openPage(self, place);
  } catch {
    await openPage(self, place);
  }
};
