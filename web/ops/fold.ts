import { el } from '../dom.ts';

/** Details that are drawn anew and stay as somebody left them. */
export interface Folds {
  /**
   * Details of this name; `opened` is called when they are opened, and when they are drawn
   * open.
   */
  fold(name: string, summary: string, content: HTMLElement, opened?: () => void): HTMLDetailsElement;
}

/** Remembers which details are open, beginning with these. */
export const createFolds = (open: readonly string[] = []): Folds => {
  const names = new Set(open);
  return {
    fold: (name, summary, content, opened = () => undefined) => {
      let isOpen = names.has(name);
      const element = el('details', { open: isOpen }, el('summary', {}, summary), content);
      if (isOpen) opened();
      element.addEventListener('toggle', () => {
        // A browser tells of those that are drawn open, too.
        if (element.open === isOpen) return;
        isOpen = element.open;
        if (isOpen) names.add(name);
        else names.delete(name);
        if (isOpen) opened();
      });
      return element;
    },
  };
};
