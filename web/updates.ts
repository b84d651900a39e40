const pollMs = 15_000;

/** Calls back when tasks may have changed elsewhere; returns what ends that. Today: by the clock, while the page is seen. */
export const watchTasks = (onChange: () => void): (() => void) => {
  const look = (): void => {
    if (document.visibilityState === 'visible') onChange();
  };
  const timer = setInterval(look, pollMs);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
};
