import { Agent, request } from 'node:http';

/** The outcome of a request: status 0 if there was no answer. */
export interface Posted {
  status: number;
  task: { id: string; version: number } | null;
}

// node:http rather than fetch, whose own work would take CPU from what is measured.
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
const limitMs = 20_000;

const taskIn = (status: number, text: string): Posted['task'] => (status === 201 ? (JSON.parse(text) as { id: string; version: number }) : null);

/**
 * Creates a task with a due date, which has reminders, and resolves with the answer; never
 * rejects.
 */
export const postTask = (origin: string, token: string, title: string): Promise<Posted> =>
  new Promise((resolve) => {
    const body = JSON.stringify({ title, due_local: '2040-01-01T09:00', tags: ['bench'] });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const fail = (): void => resolve({ status: 0, task: null });
    const sent = request(`${origin}/tasks`, { method: 'POST', agent, headers, timeout: limitMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => resolve({ status: response.statusCode!, task: taskIn(response.statusCode!, Buffer.concat(chunks).toString()) }));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', fail);
    sent.end(body);
  });
