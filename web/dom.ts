type Attributes = Record<string, string | number | boolean | ((event: Event) => unknown)>;

const assign = (element: Element, name: string, value: Attributes[string]): void => {
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else if (typeof value === 'boolean') element.toggleAttribute(name, value);
  else element.setAttribute(name, String(value));
};

/**
 * An element with its attributes, its listeners (`onclick`) and its children; text is never
 * read as HTML.
 */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(element, name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
};

/** A labelled field of a form. */
export const field = (label: string, control: HTMLElement, hint?: string): HTMLLabelElement =>
  el('label', { class: 'field' }, el('span', {}, label), control, hint === undefined ? null : el('small', {}, hint));

/** Keeps a form or button from being used again while its work is under way. */
export const whileBusy = async (element: HTMLElement, work: () => Promise<unknown>): Promise<void> => {
  if (element.getAttribute('aria-busy') === 'true') return;
  element.setAttribute('aria-busy', 'true');
  await work().finally(() => element.removeAttribute('aria-busy'));
};

/** The fields of a form that were filled in, trimmed. */
export const filledIn = (form: HTMLFormElement): Record<string, string> => {
  const entries = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value).trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
};
