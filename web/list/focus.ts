/** Puts the keyboard on a task once it is drawn. */
export const focusTask = (id: string): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] .title`)?.focus());
};
