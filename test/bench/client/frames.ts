import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** When each task's frame came, over the WebSockets of all people. */
export interface Frames {
  /** Opens a WebSocket that stays open. */
  watch(origin: string, token: string): Promise<void>;
  /** When the first frame of a task came, ms since 1970. */
  at(taskId: string): number | undefined;
  /** Resolves when all of them have come, or after `limitMs`. */
  waitFor(taskIds: readonly string[], limitMs: number): Promise<void>;
  forget(): void;
  /** Closes every WebSocket. */
  close(): void;
}

const answerMs = 10_000;

/** No WebSocket yet. */
export const createFrames = (): Frames => {
  const arrived = new Map<string, number>();
  const open = new Set<WebSocket>();
  const take = (text: string): void => {
    const { type, task_id } = JSON.parse(text) as { type: string; task_id?: string };
    if (type === 'task.changed' && task_id !== undefined && !arrived.has(task_id)) arrived.set(task_id, Date.now());
  };
  return {
    watch: async (origin, token) => {
      const response = await fetch(`${origin}/ws-tickets`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(answerMs) });
      if (response.status !== 201) throw new Error(`no ticket: ${response.status} ${await response.text()}`);
      const { ticket } = (await response.json()) as { ticket: string };
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws?ticket=${ticket}`, { origin, handshakeTimeout: answerMs });
      open.add(socket);
      socket.on('message', (data) => take(String(data)));
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        // A later error only closes it: the frames that are missing then are counted.
        socket.on('error', reject);
      });
      socket.send(JSON.stringify({ resume: { user_seq: 0 } }));
    },
    at: (taskId) => arrived.get(taskId),
    waitFor: async (taskIds, limitMs) => {
      const end = Date.now() + limitMs;
      while (Date.now() < end && taskIds.some((id) => !arrived.has(id))) await sleep(100);
    },
    forget: () => arrived.clear(),
    close: () => {
      for (const socket of open) socket.close();
      open.clear();
    },
  };
};
