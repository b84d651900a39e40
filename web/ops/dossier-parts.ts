import type { Dossier, Failure, ReportedTry } from '../../contracts/http/ops/failures.ts';
import type { Replay } from '../../contracts/http/ops/replays.ts';
import { el } from '../dom.ts';
import { personName } from '../names.ts';
import { timeText } from '../format.ts';
import { mask } from '../../contracts/mask.ts';
import { actionButton, createTable } from './panel.ts';
import { failureHash } from './route.ts';
import { trailLink } from './trail.ts';
import { replayWords, shortTime, stateWords } from './words.ts';

const fact = (label: string, value: string | HTMLElement | null): HTMLElement[] => (value === null ? [] : [el('dt', {}, label), el('dd', {}, value)]);

/** What is known of a failure, one line each. */
export const factList = (dossier: Dossier): HTMLElement =>
  el(
    'dl',
    { class: 'facts-of' },
    ...fact('State', dossier.archived_reason === null ? stateWords[dossier.state] : `${stateWords[dossier.state]}: ${dossier.archived_reason}`),
    ...fact('Consumer', dossier.consumer),
    ...fact('Failed first', timeText(dossier.first_failed_at)),
    ...fact('Failed last', timeText(dossier.last_failed_at)),
    ...fact('Error', dossier.error_class),
    ...fact('Build', dossier.build),
    ...fact('Event id', dossier.event_id),
    // A name tells of a person: it is masked with the rest.
    ...fact('User', dossier.user_id === null || dossier.masked ? dossier.user_id : el('span', {}, dossier.user_id, personName(dossier.user_id, ' '))),
    ...fact('Task', dossier.task_id),
    ...fact('Place', `${dossier.topic}, partition ${dossier.partition}, offset ${dossier.offset}`),
    ...fact('Key', dossier.key),
    ...fact('Correlation id', dossier.correlation_id === null ? null : trailLink(dossier.correlation_id, dossier.correlation_id)),
    ...fact('Trace', dossier.trace_url === null ? null : el('a', { href: dossier.trace_url, rel: 'noreferrer' }, 'Its trace')),
  );

const tryRow = ({ attempt, at, outcome, error_class, message, consumer, build, took_ms }: ReportedTry): HTMLElement =>
  el(
    'tr',
    {},
    el('td', { class: 'number' }, String(attempt)),
    el('td', {}, el('time', { datetime: at }, timeText(at))),
    el('td', {}, outcome),
    el('td', { class: 'number' }, took_ms === null ? 'unknown' : shortTime(took_ms)),
    el('td', {}, [error_class, message].filter((part) => part !== null).join(': ')),
    el('td', {}, consumer, el('small', { class: 'muted' }, ` ${build}`)),
  );

/** Says that something is masked, with a button that shows it. */
export const maskingPart = ({ masked }: Dossier, show: (button: HTMLElement) => Promise<unknown>): HTMLElement[] =>
  masked
    ? [el('p', { class: 'muted' }, `${mask} stands for what may tell of a person. `, actionButton('Show what is masked', show, 'link'), ' The audit trail will say that you saw it.')]
    : [el('p', { class: 'notice' }, 'Nothing is masked here, and the audit trail says that you saw it.')];

/** Why an open failure cannot go out again, with what its contract does not allow, line by line. */
export const refusalPart = ({ refusal, state }: Dossier): HTMLElement[] => {
  if (refusal === null || state !== 'open') return [];
  const issues = refusal.issues.map(({ path, message }) => el('li', {}, el('code', {}, path), `: ${message}`));
  return [el('p', {}, el('strong', {}, `${refusal.title}: `), `${refusal.detail}.`), ...(issues.length === 0 ? [] : [el('ul', { class: 'refused' }, ...issues)])];
};

/** Each reported try with its time. */
export const triesPart = ({ tries }: Dossier): HTMLElement => {
  if (tries.length === 0) return el('p', { class: 'muted' }, 'No try was reported: the event never reached a handler.');
  const { table, rows } = createTable(['Try', 'When', 'Outcome', 'Took', 'Said', 'By'], 'Tries');
  rows.replaceChildren(...tries.map(tryRow));
  return table;
};

/** The time from its publication to its outcome. */
const tookText = ({ published_at, settled_at }: Replay): string =>
  published_at === null || settled_at === null ? '' : `, took ${shortTime(Date.parse(settled_at) - Date.parse(published_at))}`;

const replayRow = (replay: Replay): HTMLElement => {
  const { requested_at, mode, state, outcome, reason, event_id } = replay;
  return el(
    'li',
    { class: `replay ${state}` },
    el('strong', {}, replayWords[state]),
    ` ${[outcome === 'handled' ? null : outcome, reason].filter((part) => part !== null).join(': ')} `,
    el('small', { class: 'muted' }, `${mode === 'edited' ? `an edited copy (${event_id}), ` : ''}asked for ${timeText(requested_at)}${tookText(replay)}`, personName(replay.requested_by, ', by ')),
  );
};

/** Each replay and what came of it. */
export const replaysPart = ({ replays }: Dossier): HTMLElement =>
  replays.length === 0 ? el('p', { class: 'muted' }, 'Not replayed yet.') : el('ul', { class: 'replays' }, ...replays.map(replayRow));

const otherRow = (other: Failure): HTMLElement =>
  el('li', {}, el('a', { href: failureHash(other.id) }, `${other.consumer ?? 'an unnamed consumer'}: ${other.message ?? other.explanation}`), ` (${stateWords[other.state]})`);

/** Failures of other consumers with the same event. */
export const othersPart = ({ others }: Dossier): (Node | string)[] =>
  others.length === 0 ? [] : [el('h3', {}, 'Others that failed with this event'), el('ul', { class: 'others' }, ...others.map(otherRow))];

const encodings = { json: 'The event as it stood in Kafka', text: 'The message as it stood in Kafka: text, but no JSON', base64: 'The message as it stood in Kafka: not even text, shown as base64' };

/** The event as it stood in Kafka, the stack of the failure, and the Kafka headers. */
export const rawPart = ({ payload, payload_encoding, stack, headers }: Dossier): (Node | string)[] => [
  el('h3', {}, encodings[payload_encoding]),
  el('pre', {}, payload_encoding === 'json' ? JSON.stringify(payload, null, 2) : String(payload)),
  ...(stack === null ? [] : [el('details', {}, el('summary', {}, 'Stack'), el('pre', {}, stack))]),
  el('details', {}, el('summary', {}, 'Kafka headers'), el('pre', {}, JSON.stringify(headers, null, 2))),
];
