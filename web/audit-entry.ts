import type { AuditEntry } from '../contracts/http/audit.ts';
import { el } from './dom.ts';
import { timeText } from './format.ts';
import { trailLink } from './ops/trail.ts';

const stateText = (state: AuditEntry['before']): string => (state === null ? '–' : JSON.stringify(state, null, 2));

const titleOf = ({ before, after }: AuditEntry): string => String(after?.['title'] ?? before?.['title'] ?? '');

const stateBlock = (label: string, state: AuditEntry['before']): HTMLElement => el('div', {}, el('h4', {}, label), el('pre', {}, stateText(state)));

const details = (entry: AuditEntry): HTMLElement =>
  entry.erased
    ? el('em', {}, 'erased')
    : el(
        'details',
        {},
        el('summary', {}, titleOf(entry) || 'before and after'),
        el('p', { class: 'ids' }, `task ${entry.task_id ?? '–'}`, el('br'), `user ${entry.user_id ?? '–'}`),
        entry.correlation_id === null ? null : el('p', {}, trailLink(entry.correlation_id)),
        el('div', { class: 'states' }, stateBlock('Before', entry.before), stateBlock('After', entry.after)),
      );

/** An entry of the trail as a row. */
export const auditRow = (entry: AuditEntry): HTMLTableRowElement =>
  el(
    'tr',
    {},
    el('td', {}, el('time', { datetime: entry.occurred_at }, timeText(entry.occurred_at))),
    el('td', {}, entry.operation),
    el('td', {}, entry.source),
    el('td', { class: 'ids' }, entry.actor ?? '–'),
    el('td', {}, details(entry)),
  );
