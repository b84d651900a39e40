import { goLive, type Notification } from './live.ts';

/** What shows the tasks. */
export interface Follower {
  /** Reads the tasks anew. */
  refresh(): Promise<void>;
  /** Up to which of the user's changes the shown tasks reach. */
  seen(): number;
}

const pollMs = 15_000;

/** Also while changes come live: nothing tells of one that got lost on the way. */
const safetyMs = 60_000;

/** Changes of one moment are read together. */
const gatherMs = 100;

/** Everyone is told to reload at the same moment. */
const spreadMs = 1_000;

/** Has tasks read anew when they change elsewhere: live, and by the clock while that does not work; returns what ends that. */
export const watchTasks = ({ refresh, seen }: Follower, onNotification: (notification: Notification) => void): (() => void) => {
  let looked = Date.now();
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reloading: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    looked = Date.now();
    await refresh();
  };
  const gather = (): void => {
    clearTimeout(gathering);
    gathering = setTimeout(() => void look(), gatherMs);
  };
  const reload = (say: () => void): void => {
    clearTimeout(reloading);
    reloading = setTimeout(() => void refresh().then(say), Math.random() * spreadMs);
  };

  const live = goLive({
    seen,
    onChange: (user_seq) => {
      if (user_seq > seen()) gather();
    },
    onReload: reload,
    onNotification,
  });
  const timer = setInterval(() => {
    if (!live.isLive() || Date.now() - looked >= safetyMs) void look();
  }, pollMs);
  const onVisible = (): void => void look();
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    live.end();
    clearInterval(timer);
    clearTimeout(gathering);
    clearTimeout(reloading);
    document.removeEventListener('visibilitychange', onVisible);
  };
};
