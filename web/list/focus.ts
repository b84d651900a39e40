/** Moves the keyboard focus to a task: at once if it is drawn, else as soon as it is. */
export const focusTask = (id: string): void => {
  const focus = (): boolean => {
    const title = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] .title`);
    title?.focus();
    return title !== null;
  };
  if (!focus()) requestAnimationFrame(focus);
};
