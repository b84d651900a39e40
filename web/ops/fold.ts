import { el } from '../dom.ts';

/** `<details>` elements that stay open or closed when they are drawn again. */
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
        // Browsers fire this event for elements that are drawn open, too.
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
