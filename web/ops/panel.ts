import { errorText } from '../api.ts';
import { el, whileBusy } from '../dom.ts';

/** A part of the page that reads for itself. */
export interface Panel {
  element: HTMLElement;
  /** Reads anew; a failure is said in the panel. */
  refresh(): Promise<void>;
  /** Runs something that one did in this panel: what goes wrong is said here. */
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

/**
 * A titled part of the page, with one line for what went wrong; reading goes on quietly
 * after a failure.
 */
export const createPanel = ({ id, title, actions = [], body, load }: PanelOptions): Panel => {
  const problem = el('p', { class: 'problem', role: 'alert' });
  let saidBy: 'reading' | 'acting' | null = null;
  const say = (by: typeof saidBy, text: string): void => {
    saidBy = text === '' ? null : by;
    // Said once, not at each reading.
    if (problem.textContent !== text) problem.textContent = text;
  };
  const refresh = async (): Promise<void> => {
    const text = await load().then(() => '', errorText);
    // What went wrong with what somebody did stays until they do something else.
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

/** A button that does something in a panel, once at a time. */
export const actionButton = (label: string, run: (button: HTMLElement) => Promise<unknown>, kind = ''): HTMLButtonElement => {
  const button: HTMLButtonElement = el('button', { type: 'button', ...(kind !== '' && { class: kind }), onclick: () => run(button) }, label);
  return button;
};

/** A table with these columns; the rows go into what is returned beside it. */
export const createTable = (columns: readonly string[], label: string): { table: HTMLElement; rows: HTMLTableSectionElement } => {
  const rows = el('tbody');
  const head = el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column))));
  return { table: el('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': label }, el('table', {}, head, rows)), rows };
};

/**
 * Draws only what differs from the last time, so that reading by the clock disturbs neither
 * the keyboard nor an open detail.
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
