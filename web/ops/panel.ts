import { errorText } from '../api.ts';
import { el, whileBusy } from '../dom.ts';

/** A part of the page that loads its own data. */
export interface Panel {
  element: HTMLElement;
  /** Loads the data again; an error is shown in the panel. */
  refresh(): Promise<void>;
  /** Runs an action of this panel; an error is shown in the panel. */
  run(control: HTMLElement, work: () => Promise<unknown>): Promise<void>;
}

/** What a panel is made of. */
export interface PanelOptions {
  /** Its place in the address: `#/ops/<id>`. */
  id: string;
  title: string;
  /** Beside the title. */
  actions?: (Node | string)[];
  body: (Node | string)[];
  load(): Promise<void>;
}

/** A titled part of the page, with one line for an error; it goes on loading after one. */
export const createPanel = ({ id, title, actions = [], body, load }: PanelOptions): Panel => {
  const problem = el('p', { class: 'problem', role: 'alert' });
  let saidBy: 'reading' | 'acting' | null = null;
  const say = (by: typeof saidBy, text: string): void => {
    saidBy = text === '' ? null : by;
    // Screen readers announce each change, so the same text is set once.
    if (problem.textContent !== text) problem.textContent = text;
  };
  const refresh = async (): Promise<void> => {
    const text = await load().then(() => '', errorText);
    // The error of an action stays until the next action.
    if (saidBy !== 'acting') say('reading', text);
  };
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    say('acting', '');
    say('acting', await work().then(() => '', errorText));
  };
  const head = el('div', { class: 'pane-head' }, el('h2', { id: `ops-${id}` }, title), ...(actions.length > 0 ? [el('div', { class: 'actions' }, ...actions)] : []));
  const element = el('section', { class: 'pane', 'data-panel': id, 'aria-labelledby': `ops-${id}` }, head, problem, ...body);
  return { element, refresh, run: (control, work) => whileBusy(control, () => act(work)) };
};

/** A button for an action in a panel. */
export const actionButton = (label: string, run: (button: HTMLElement) => Promise<unknown>, kind = ''): HTMLButtonElement => {
  const button: HTMLButtonElement = el('button', { type: 'button', ...(kind !== '' && { class: kind }), onclick: () => run(button) }, label);
  return button;
};

/** A table with these columns, and the element that its rows go into. */
export const createTable = (columns: readonly string[], label: string): { table: HTMLElement; rows: HTMLTableSectionElement } => {
  const rows = el('tbody');
  const head = el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column))));
  return { table: el('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': label }, el('table', {}, head, rows)), rows };
};

/**
 * Draws only if the data differs from last time, so that regular loading disturbs neither
 * the focus nor what is open.
 */
export const whenChanged = <T>(draw: (data: T) => void): ((data: T) => void) => {
  let last: string | undefined;
  return (data) => {
    const text = JSON.stringify(data);
    if (text === last) return;
    last = text;
    draw(data);
  };
};
