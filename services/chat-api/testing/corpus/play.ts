import type { Task } from '#contracts/task';
import { toDueDate, toDueLocal } from '../../domain/due.ts';
import type { TestApp, TestUser } from '../test-app.ts';
import type { Conversation, GivenTask, Turn } from './conversation.ts';
import { judge, type Observed } from './judge.ts';

/** The one app that all conversations are held with, and the clock that it reads. */
export interface Stage {
  app: TestApp;
  setClock: (instant: string) => void;
}

interface Answer {
  reply: string;
  choices: { label: string; message: string }[];
}

const need = <T>(answer: { statusCode: number; body: string; json: <B>() => B }): T => {
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`);
  return answer.json<T>();
};

const prepare = async ({ app }: Stage, user: TestUser, tasks: readonly GivenTask[]): Promise<void> => {
  for (const { done, ...body } of tasks) {
    const made = need<Task>(await app.send('POST', '/tasks', user, { body }));
    if (done === true) need(await app.send('POST', `/tasks/${made.id}/complete`, user));
  }
};

const tasksOf = async ({ app }: Stage, user: TestUser): Promise<Task[]> =>
  need<{ items: Task[] }>(await app.send('GET', '/tasks?limit=100', user)).items;

const remindersOf = (task: Task): (number | string)[] | null =>
  task.reminders?.map((reminder) => ('at' in reminder ? toDueLocal(reminder.at, task.time_zone) : reminder.minutes_before)) ?? null;

/** Holds a conversation, as a new person; says in what each turn went wrong. */
export const play = async (stage: Stage, { now, zone, tasks, turns }: Conversation): Promise<string[]> => {
  stage.setClock(toDueDate(now, zone));
  const user = await stage.app.signUp(zone);
  await prepare(stage, user, tasks);
  let last: Answer = { reply: '', choices: [] };

  const send = async (message: string): Promise<Omit<Observed, 'before' | 'after'>> => {
    last = need<Answer>(await stage.app.send('POST', '/chat', user, { body: { message } }));
    return { ...last, remindersOf };
  };

  const messageOf = (turn: Extract<Turn, { say: string } | { choose: string }>): string | undefined =>
    'say' in turn ? turn.say : last.choices.find(({ label }) => label.includes(turn.choose))?.message;

  const onPage = async ({ page, title }: Extract<Turn, { page: string }>): Promise<string[]> => {
    const { id } = (await tasksOf(stage, user)).find((task) => task.title === title)!;
    if (page === 'delete') await stage.app.send('DELETE', `/tasks/${id}`, user);
    else need(await stage.app.send('POST', `/tasks/${id}/${page}`, user));
    return [];
  };

  const take = async (turn: Turn): Promise<string[]> => {
    if ('clock' in turn) return (stage.setClock(toDueDate(turn.clock, zone)), []);
    if ('page' in turn) return onPage(turn);
    const message = messageOf(turn);
    if (message === undefined) return [`no choice like this: ${JSON.stringify(last.choices)}`];
    const before = await tasksOf(stage, user);
    const said = await send(message);
    return judge(turn.expect, { ...said, before, after: await tasksOf(stage, user) });
  };

  const faults: string[] = [];
  for (const [index, turn] of turns.entries()) faults.push(...(await take(turn)).map((fault) => `${index + 1}. ${JSON.stringify('say' in turn ? turn.say : turn)}: ${fault}`));
  return faults;
};
