import type { Trail } from '../../contracts/http/trail.ts';
import { get } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { trailAddress } from '../trail-address.ts';
import { createPanel, whenChanged, type Panel } from './panel.ts';
import { shortTime } from './words.ts';

type Step = Trail['steps'][number];

const outcomeWords: Record<Step['outcome'], string> = { done: 'done', waiting: 'waits', failed: 'failed', dropped: 'dropped' };

const msOf = (instant: string): number => Date.parse(instant);

/**
 * Where a step begins and how long it is, in percent of the whole; even a very short one
 * can be seen.
 */
const placeOf = ({ at, ended_at }: Step, began: number, whole: number): { left: number; width: number } => {
  const left = ((msOf(at) - began) / whole) * 100;
  const width = ended_at === null ? 0 : ((msOf(ended_at) - msOf(at)) / whole) * 100;
  return { left: Math.min(left, 98), width: Math.max(2, Math.min(width, 100 - left)) };
};

const span = (step: Step, began: number, whole: number): HTMLElement => {
  const { left, width } = placeOf(step, began, whole);
  const mark = el('span', { class: `step-mark ${step.outcome}` });
  mark.style.marginLeft = `${left}%`;
  mark.style.width = `${width}%`;
  return el('span', { class: 'step-line', 'aria-hidden': 'true' }, mark);
};

const row = (step: Step, began: number, whole: number): HTMLElement => {
  const { at, ended_at, service, what, outcome, detail } = step;
  const took = ended_at === null ? null : `took ${shortTime(msOf(ended_at) - msOf(at))}`;
  const more = [outcome === 'done' ? null : outcomeWords[outcome], took, detail].filter((part) => part !== null);
  return el(
    'li',
    { class: `step ${outcome}` },
    el('time', { datetime: at, title: timeText(at) }, `+${shortTime(msOf(at) - began)}`),
    el('span', {}, el('strong', {}, service), ` ${what}`, more.length === 0 ? null : el('small', {}, ` ${more.join(', ')}`)),
    span(step, began, whole),
  );
};

const serviceRow = ({ service, answered, reason, steps }: Trail['services'][number]): HTMLElement | null => {
  if (answered && steps > 0) return null;
  return el('li', {}, el('strong', {}, service), answered ? ' keeps nothing of it.' : ` did not answer, so what it did is unknown: ${reason ?? 'no reason was given'}`);
};

const failuresLink = ({ steps }: Trail): HTMLElement | null => {
  const failed = steps.find(({ service, event_id }) => service === 'ops-service' && event_id !== null);
  return failed === undefined ? null : el('p', {}, el('a', { href: `#/ops/dead-letters?${new URLSearchParams({ q: failed.event_id!, state: 'all' })}` }, 'The failed event'));
};

const tracesLink = ({ trace_url }: Trail): HTMLElement | null => (trace_url === null ? null : el('p', {}, el('a', { href: trace_url, rel: 'noreferrer' }, 'Its traces')));

/** What one request led to, step by step, with the time that each took. */
export const trailPanel = (correlationId: string): Panel => {
  const summary = el('p', { class: 'muted' });
  const steps = el('ol', { class: 'steps' });
  const silent = el('ul', { class: 'silent' });
  const more = el('div', {});
  const draw = whenChanged((trail: Trail) => {
    const times = trail.steps.flatMap(({ at, ended_at }) => [msOf(at), ...(ended_at === null ? [] : [msOf(ended_at)])]);
    const [began, ended] = [Math.min(...times), Math.max(...times)];
    const whole = Math.max(1, ended - began);
    summary.textContent = trail.steps.length === 0
      ? 'No service keeps anything of this request: it changed nothing, or is older than what is kept.'
      : `Began ${timeText(new Date(began).toISOString())}; ${trail.steps.length} steps in ${shortTime(whole)}.`;
    steps.replaceChildren(...trail.steps.map((step) => row(step, began, whole)));
    silent.replaceChildren(...trail.services.map(serviceRow).filter((one) => one !== null));
    more.replaceChildren(...[failuresLink(trail), tracesLink(trail)].filter((one) => one !== null));
  });
  return createPanel({
    id: 'trail',
    title: 'What this led to',
    actions: [el('a', { href: '#/ops' }, 'Operations')],
    body: [el('p', { class: 'ids' }, correlationId), summary, steps, more, silent],
    load: async () => draw(await get<Trail>(`/trail/${encodeURIComponent(correlationId)}`)),
  });
};

/** A link to the trail of a request. */
export const trailLink = (correlationId: string, label = 'What this led to'): HTMLElement => el('a', { href: trailAddress(correlationId) }, label);
