import type { AuditEntry } from '../contracts/http/audit.ts';
import { changesOf, wordsOf, type FieldChange } from './audit-changes.ts';
import { el } from './dom.ts';
import { personName } from './names.ts';
import { timeText } from './format.ts';
import { trailLink } from './ops/trail.ts';

const titleOf = ({ before, after }: AuditEntry): string => String(after?.['title'] ?? before?.['title'] ?? '');

/** A link to the entries that have this in common. */
const alike = (filter: Record<string, string>, label: string): HTMLElement => el('a', { href: `#/audit?${new URLSearchParams(filter)}` }, label);

const isSecond = ({ before, after }: AuditEntry): boolean => before !== null && after !== null;

const change = ({ field, before, after }: FieldChange, both: boolean): HTMLElement[] => [
  el('dt', {}, field),
  both ? el('dd', {}, el('del', {}, wordsOf(before)), ' → ', el('ins', {}, wordsOf(after))) : el('dd', {}, wordsOf(after ?? before)),
];

const ids = ({ task_id, user_id, correlation_id }: AuditEntry): HTMLElement =>
  el(
    'p',
    { class: 'ids' },
    ...(task_id === null ? [] : ['task ', alike({ task_id }, task_id), el('br')]),
    ...(user_id === null ? [] : ['user ', alike({ user_id }, user_id), personName(user_id, ' '), el('br')]),
    ...(correlation_id === null ? [] : ['request ', alike({ correlation_id }, correlation_id), ' ', trailLink(correlation_id)]),
  );

const details = (entry: AuditEntry): HTMLElement => {
  if (entry.erased) return el('em', {}, 'erased');
  const changes = changesOf(entry);
  const both = isSecond(entry);
  const summary = both && changes.length > 0 ? `${titleOf(entry)}: ${changes.map(({ field }) => field).join(', ')}` : titleOf(entry) || entry.operation;
  return el(
    'details',
    {},
    el('summary', {}, summary),
    changes.length === 0 ? null : el('dl', { class: 'facts-of' }, ...changes.flatMap((one) => change(one, both))),
    ids(entry),
    el('details', {}, el('summary', {}, 'As JSON'), el('pre', {}, JSON.stringify({ before: entry.before, after: entry.after }, null, 2))),
  );
};

const actorOf = ({ actor, user_id, assistant }: AuditEntry): string => `${actor === user_id ? 'the user' : (actor ?? '–')}${assistant === null ? '' : `, by the assistant “${assistant}”`}`;

/** An audit entry as a row. */
export const auditRow = (entry: AuditEntry): HTMLTableRowElement =>
  el(
    'tr',
    {},
    el('td', {}, el('time', { datetime: entry.occurred_at }, timeText(entry.occurred_at))),
    el('td', {}, entry.operation),
    el('td', {}, entry.source),
    el('td', { class: 'ids' }, actorOf(entry), personName(entry.actor, ' ')),
    el('td', {}, details(entry)),
  );
