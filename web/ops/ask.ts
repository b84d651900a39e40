import { el, field, filledIn } from '../dom.ts';

/** Shows a form below the thing that it is about, one at a time. */
export interface Drawer {
  element: HTMLElement;
  open(content: HTMLElement): void;
  close(): void;
}

/**
 * Creates a place for the form of an action. The focus goes there and, when it closes,
 * back to where it was.
 */
export const createDrawer = (): Drawer => {
  const element = el('div', { class: 'drawer', hidden: true });
  let before: Element | null = null;
  return {
    element,
    open: (content) => {
      before = document.activeElement;
      element.replaceChildren(content);
      element.hidden = false;
      content.querySelector<HTMLElement>('input, textarea, button')?.focus();
    },
    close: () => {
      element.hidden = true;
      element.replaceChildren();
      if (before instanceof HTMLElement) before.focus();
    },
  };
};

export interface Asking {
  title: string;
  /** The text of the button that does it. */
  label: string;
  run(control: HTMLElement, work: () => Promise<unknown>): Promise<void>;
  onReason(reason: string): Promise<unknown>;
}

/** Asks why before something is archived. */
export const askReason = (drawer: Drawer, { title, label, run, onReason }: Asking): void => {
  const form: HTMLFormElement = el(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        const { reason } = filledIn(form);
        if (reason === undefined) return;
        return run(form, async () => {
          await onReason(reason);
          drawer.close();
        });
      },
    },
    el('h3', {}, title),
    field('Why', el('input', { name: 'reason', required: true, maxlength: 500, placeholder: 'such as: test data' })),
    el('div', { class: 'actions' }, el('button', { class: 'primary' }, label), el('button', { type: 'button', onclick: () => drawer.close() }, 'Cancel')),
  );
  drawer.open(form);
};
