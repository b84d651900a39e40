import { WebSocket } from 'ws';
import type { Person } from './client.ts';
import { origin } from './system.ts';

/** A frame of the live updates. */
export interface Frame {
  type: string;
  user_seq?: number;
  task?: { id: string; title: string; version: number };
}

/**
 * A page's WebSocket through the one origin; `frames` fills up as they arrive, each with
 * its time.
 */
export interface Live {
  frames: (Frame & { at: number })[];
  /** Resolves with the close code. */
  closed: Promise<number>;
  say(user_seq: number): void;
  close(): void;
}

/** Opens a WebSocket with a ticket of the person and resumes after `user_seq`. */
export const goLive = async (person: Person, user_seq: number, options: { origin?: string; at?: string } = {}): Promise<Live> => {
  const { status, body } = await person.call<{ ticket: string }>('POST', '/ws-tickets');
  if (status !== 201) throw new Error(`no ticket: ${status} ${JSON.stringify(body)}`);
  const base = options.at ?? origin();
  const socket = new WebSocket(`${base.replace('http', 'ws')}/ws?ticket=${body.ticket}`, { origin: options.origin ?? base });
  const frames: Live['frames'] = [];
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  const say = (seq: number): void => socket.send(JSON.stringify({ resume: { user_seq: seq } }));
  socket.on('message', (data) => frames.push({ ...(JSON.parse(String(data)) as Frame), at: performance.now() }));
  socket.once('open', () => say(user_seq));
  // Followed by close.
  socket.on('error', () => undefined);
  return { frames, closed, say, close: () => socket.close() };
};

/** The latest change that a person's list of tasks includes. */
export const seqOf = async (person: Person): Promise<number> => (await person.call<{ user_seq: number }>('GET', '/tasks?limit=1')).body.user_seq;
