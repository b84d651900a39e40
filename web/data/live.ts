import { post } from '../api.ts';
import type { Task } from '../types.ts';

/** A change of a task as it comes over the WebSocket. */
export interface ChangeFrame {
  type: 'task.changed';
  task_id: string;
  update_type: 'created' | 'updated' | 'completed' | 'deleted';
  task: Task;
  user_seq: number;
}

/** A notice as it comes over the WebSocket. */
export interface NoticeFrame {
  type: 'notification';
  time: string;
  notification_id: string;
  kind: 'task_created' | 'task_reminder' | 'digest';
  task_ids: string[];
  title: string;
  body: string;
}

type Frame = ChangeFrame | NoticeFrame | { type: 'reload' } | { type: 'resumed'; user_seq: number };

export interface LiveOptions {
  /** The latest of the user's changes up to which the page has everything. */
  seen(): number;
  onChange(change: ChangeFrame): void;
  /** Changes were missed: the data have to be read again. */
  onReload(): Promise<void>;
  onNotice(notice: NoticeFrame): void;
  onLive(isLive: boolean): void;
}

const longestWaitMs = 30_000;

/**
 * Starts at a second and doubles, and differs from page to page, so that they do not all
 * come at once.
 */
const waitMs = (tries: number): number => Math.min(longestWaitMs, 1_000 * 2 ** tries) * (0.5 + Math.random() / 2);

/**
 * Follows the user's changes over a WebSocket that is reopened when it is lost; returns
 * functions to hurry it and to end it.
 */
export const goLive = ({ seen, onChange, onReload, onNotice, onLive }: LiveOptions): { hurry(): void; end(): void } => {
  let socket: WebSocket | null = null;
  let ended = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listen = (opened: WebSocket): void => {
    const say = (): void => {
      if (opened.readyState === WebSocket.OPEN) opened.send(JSON.stringify({ resume: { user_seq: seen() } }));
    };
    const take = (frame: Frame): void => {
      if (frame.type === 'task.changed') onChange(frame);
      if (frame.type === 'notification') onNotice(frame);
      if (frame.type === 'reload') void onReload().then(say, () => opened.close());
    };
    socket = opened;
    opened.addEventListener('open', say);
    opened.addEventListener('message', ({ data }) => {
      tries = 0;
      onLive(true);
      take(JSON.parse(String(data)) as Frame);
    });
    opened.addEventListener('close', later);
  };
  const connect = async (): Promise<void> => {
    timer = undefined;
    try {
      const { ticket } = await post<{ ticket: string }>('/ws-tickets');
      if (!ended) listen(new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws?ticket=${ticket}`));
    } catch {
      later();
    }
  };
  function later(): void {
    onLive(false);
    if (ended) return;
    timer = setTimeout(() => void connect(), waitMs(tries));
    tries += 1;
  }

  void connect();
  return {
    hurry: () => {
      if (timer === undefined || ended) return;
      clearTimeout(timer);
      tries = 0;
      void connect();
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
};
