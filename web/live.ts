import { post } from './api.ts';

/** A notification that is shown at once. */
export interface Notification {
  title: string;
  body: string;
}

/** What {@link goLive} needs. */
export interface LiveOptions {
  /** Up to which of the user's changes the page has everything. */
  seen(): number;
  onChange(user_seq: number): void;
  /** Changes were missed: read anew, then call `say`. */
  onReload(say: () => void): void;
  onNotification(notification: Notification): void;
}

/** A connection that is made again when it is lost. */
export interface Live {
  isLive(): boolean;
  end(): void;
}

interface Frame extends Notification {
  type: string;
  user_seq: number;
}

const longestWaitMs = 30_000;

/** Doubles from a second on, and differs from page to page, so that they do not all come at once. */
const waitMs = (tries: number): number => Math.min(longestWaitMs, 1_000 * 2 ** tries) * (0.5 + Math.random() / 2);

/** Follows the user's changes over a WebSocket; each connection goes on where the page is. */
export const goLive = ({ seen, onChange, onReload, onNotification }: LiveOptions): Live => {
  let socket: WebSocket | null = null;
  let isLive = false;
  let ended = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listen = (opened: WebSocket): void => {
    const say = (): void => {
      if (opened.readyState === WebSocket.OPEN) opened.send(JSON.stringify({ resume: { user_seq: seen() } }));
    };
    const takers: Record<string, (frame: Frame) => void> = {
      'task.changed': ({ user_seq }) => onChange(user_seq),
      reload: () => onReload(say),
      notification: onNotification,
    };
    socket = opened;
    opened.addEventListener('open', say);
    opened.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as Frame;
      isLive = true;
      tries = 0;
      takers[frame.type]?.(frame);
    });
    opened.addEventListener('close', later);
  };
  const connect = async (): Promise<void> => {
    try {
      const { ticket } = await post<{ ticket: string }>('/ws-tickets');
      if (!ended) listen(new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws?ticket=${ticket}`));
    } catch {
      later();
    }
  };
  function later(): void {
    isLive = false;
    if (ended) return;
    timer = setTimeout(() => void connect(), waitMs(tries));
    tries += 1;
  }

  void connect();
  return {
    isLive: () => isLive,
    end: () => {
      ended = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
};
