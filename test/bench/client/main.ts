import { summary } from '../stats.ts';
import type { Answer, FramesOutcome, LoadOutcome, Orders, Request, Sockets, User } from './orders.ts';
import { openLoop } from './open-loop.ts';
import { postTask } from './post-task.ts';
import { signUp } from '../../e2e/client.ts';
import { createLedger } from '../../oracle/ledger.ts';
import { createFrames } from './frames.ts';

// The client in a process of its own: its CPU is not counted as the system's, and its
// waiting does not hold up the bench.

const atOnce = 500;
const warmAtOnce = 8;
const connectAtOnce = 20;

let people: readonly User[] = [];
const frames = createFrames();
let last: LoadOutcome['accepted'] = [];

interface Reply {
  status: number;
  task_id: string | null;
  user_id: string;
  replied_at: number;
}

const ledger = createLedger();

const post = async (origin: string, n: number): Promise<Reply> => {
  const { id: user_id, token } = people[n % people.length]!;
  const asked = ledger.ask(user_id, 'create');
  const { status, task } = await postTask(origin, token, asked.id);
  const replied_at = Date.now();
  asked.close(status, task);
  return { status, task_id: task?.id ?? null, user_id, replied_at };
};

const orders: Orders = {
  people: async (origin, count) => {
    for (let n = 0; n < count; n++) {
      const { id, token } = await signUp(origin);
      await frames.watch(origin, token);
      people = [...people, { id, token }];
    }
  },
  become: async (users) => {
    frames.close();
    people = users;
  },
  sockets: async (origin, count) => {
    const result: Sockets = { opened: 0, stopped_by: null };
    const left = Array.from({ length: count }, (_, n) => people[n % people.length]!.token);
    const connect = async (): Promise<void> => {
      for (let token = left.pop(); token !== undefined; token = left.pop()) {
        try {
          await frames.watch(origin, token);
          result.opened += 1;
        } catch (error) {
          result.stopped_by = (error as Error).message;
          left.length = 0;
        }
      }
    };
    await Promise.all(Array.from({ length: connectAtOnce }, connect));
    return result;
  },
  warm: async (origin, count) => {
    let n = 0;
    const write = async (): Promise<void> => {
      while (n < count) await post(origin, n++);
    };
    await Promise.all(Array.from({ length: warmAtOnce }, write));
  },
  load: async ({ origin, rate, seconds }) => {
    frames.forget();
    const started_at = Date.now();
    const { requests, heldBack } = await openLoop({ rate, count: Math.round(rate * seconds), atOnce, now: () => performance.now() }, (n) => post(origin, n));
    const refused: Record<string, number> = {};
    for (const { answer } of requests) if (answer.task_id === null) refused[answer.status] = (refused[answer.status] ?? 0) + 1;
    last = requests.flatMap(({ answer: { task_id, user_id, replied_at } }) => (task_id === null ? [] : [{ task_id, user_id, replied_at }]));
    return {
      sent: requests.length,
      accepted: last,
      refused,
      held_back: heldBack,
      post: summary(requests.map(({ due, answered }) => answered - due)),
      sending: summary(requests.map(({ due, sent }) => sent - due)),
      started_at,
    };
  },
  operations: async () => [...ledger.operations],
  frames: async (limitMs): Promise<FramesOutcome> => {
    await frames.waitFor(last.map(({ task_id }) => task_id), limitMs);
    const delays = last.flatMap(({ task_id, replied_at }) => (frames.at(task_id) === undefined ? [] : [Math.max(0, frames.at(task_id)! - replied_at)]));
    return { reply_to_frame: summary(delays), missing: last.length - delays.length };
  },
};

const answerTo = async ({ id, order, args }: Request): Promise<Answer> => {
  try {
    return { id, result: await (orders[order] as (...args: unknown[]) => Promise<unknown>)(...args) };
  } catch (error) {
    return { id, error: (error as Error).message };
  }
};

process.on('message', (request: Request) => void answerTo(request).then((answer) => process.send!(answer)));
process.on('disconnect', () => process.exit(0));
