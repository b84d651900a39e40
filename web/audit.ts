import type { Page } from '../contracts/http/answer.ts';
import type { AuditEntry, AuditVerdict } from '../contracts/http/audit.ts';
import { download, errorText, get } from './api.ts';
import { auditRow } from './audit-entry.ts';
import { whatMayI } from './ops/what-may-i.ts';
import { el, field, filledIn, whileBusy } from './dom.ts';
import { localTime, timeText } from './format.ts';

const verdictText = ({ ok, entries, chains }: AuditVerdict): string => {
  if (ok) return `Sound: ${entries} entries in ${chains.length} chains, each as it was written, up to the last one at ${timeText(new Date().toISOString())}.`;
  const broken = chains.flatMap(({ chain, problem }) => (problem === null ? [] : [`chain ${chain}, entry ${problem.position}: ${problem.reason}`]));
  return `Not sound. ${broken.join('; ')}.`;
};

const save = (blob: Blob, name: string): void => {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const filterFields = (): HTMLElement[] => [
  field('Words', el('input', { name: 'q', type: 'search', maxlength: 200 })),
  field('Operation', el('input', { name: 'operation', placeholder: 'task.created', maxlength: 100 })),
  field('User id', el('input', { name: 'user_id', maxlength: 200 })),
  field('Task id', el('input', { name: 'task_id' })),
  field('Request (correlation id)', el('input', { name: 'correlation_id', maxlength: 200 })),
  field('From', el('input', { name: 'from', type: 'datetime-local' })),
  field('Before', el('input', { name: 'to', type: 'datetime-local' })),
];

/**
 * The conditions in the form; its times are on the reader's clock, while the API takes
 * instants.
 */
const filterOf = (form: HTMLFormElement): Record<string, string> => {
  const filter = filledIn(form);
  for (const name of ['from', 'to']) if (filter[name] !== undefined) filter[name] = new Date(filter[name]).toISOString();
  return filter;
};

/** Fills the form with the conditions in the address. */
const fill = (form: HTMLFormElement, asked: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(asked)) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLInputElement) control.value = name === 'from' || name === 'to' ? localTime(value) : value;
  }
};

/**
 * The audit trail, for administrators, filtered by the address; a search changes the
 * address, so that it can be shared.
 */
export const auditView = (asked: Readonly<Record<string, string>>): HTMLElement => {
  let filter: Record<string, string> = {};
  let cursor: string | null = null;

  const problem = el('p', { class: 'problem', role: 'alert' });
  const verdict = el('p', { class: 'verdict', role: 'status' });
  const count = el('p', { class: 'muted', role: 'status' });
  const rows = el('tbody');

  const run = (control: HTMLElement, work: () => Promise<unknown>): Promise<void> =>
    whileBusy(control, async () => {
      problem.textContent = '';
      await work().catch((error: unknown) => void (problem.textContent = errorText(error)));
    });

  const load = async (): Promise<void> => {
    const page: Page<AuditEntry> = await get('/audit', { ...filter, limit: '50', ...(cursor !== null && { cursor }) });
    rows.append(...page.items.map(auditRow));
    cursor = page.next_cursor;
    more.hidden = cursor === null;
    const shown = rows.children.length;
    count.textContent = shown === 0 ? 'No entry matches.' : `${shown} entries${cursor === null ? '' : ' so far'}, newest first.`;
  };

  const search = async (): Promise<void> => {
    filter = filterOf(form);
    const address = Object.keys(filter).length === 0 ? '#/audit' : `#/audit?${new URLSearchParams(filter)}`;
    if (address !== location.hash) history.replaceState(null, '', address);
    cursor = null;
    rows.replaceChildren();
    await load();
  };

  const verify = async (): Promise<void> => {
    verdict.className = 'verdict';
    verdict.textContent = 'Recomputing every chain …';
    const answer = await get<AuditVerdict>('/audit/verify').finally(() => (verdict.textContent = ''));
    verdict.textContent = verdictText(answer);
    verdict.classList.add(answer.ok ? 'good' : 'bad');
  };

  const button = (label: string, work: () => Promise<unknown>): HTMLButtonElement => {
    const element: HTMLButtonElement = el('button', { type: 'button', onclick: () => run(element, work) }, label);
    return element;
  };
  const more = button('Show more', load);
  const form: HTMLFormElement = el(
    'form',
    { class: 'filters', onsubmit: (event) => { event.preventDefault(); return run(form, search); } },
    ...filterFields(),
    el('div', { class: 'actions' }, el('button', { class: 'primary' }, 'Search'),
      button('Download CSV', async () => save(await download('/audit/export', { ...filterOf(form), format: 'csv', bom: '1' }), 'audit.csv'))),
  );
  const head = ['When', 'Operation', 'Source', 'By', 'What'].map((label) => el('th', { scope: 'col' }, label));
  fill(form, asked);
  void run(form, search);
  return el(
    'section',
    { class: 'pane audit', 'aria-labelledby': 'audit-title' },
    el('div', { class: 'pane-head' }, el('h2', { id: 'audit-title' }, 'Audit trail'), button('Verify', verify)),
    whatMayI('audit'), verdict, form, problem, count,
    el('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'Entries' }, el('table', {}, el('thead', {}, el('tr', {}, ...head)), rows)),
    more,
  );
};
