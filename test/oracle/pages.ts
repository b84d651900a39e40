import type { Person } from '../e2e/client.ts';
import { goLive } from '../e2e/live.ts';
import type { Tables } from './evidence.ts';
import { judgeFrames, type ChangeFrame } from './external.ts';
import type { Finding } from './verdict.ts';

/** The pages of people who watch all the time. */
export interface Pages {
  judge(tables: Tables): Finding;
  close(): void;
}

/** Opens a page for each of some people who have written nothing yet. */
export const openPages = async (people: readonly Person[], origin: string): Promise<Pages> => {
  const pages = await Promise.all(people.map(async (person) => ({ user_id: person.id, live: await goLive(person, 0, { at: origin }) })));
  const seen = (): ChangeFrame[] =>
    pages.flatMap(({ user_id, live }) =>
      live.frames.flatMap(({ task, user_seq = 0 }) => (task === undefined ? [] : [{ user_id, task_id: task.id, version: task.version, user_seq }])),
    );
  return {
    judge: (tables) => judgeFrames(people.map(({ id }) => id), seen(), tables),
    close: () => {
      for (const { live } of pages) live.close();
    },
  };
};
