import type { Flow } from '../../contracts/http/ops/flow.ts';
import { get } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { flowPicture } from './flow-picture.ts';
import { createPanel, whenChanged, type Panel } from './panel.ts';
import { hashOf } from './route.ts';

const verdictLine = ({ verdict: { well, text, path, more } }: Flow): (Node | string)[] => [
  path === null ? text : el('a', { href: hashOf(path) }, text),
  ...(more === 0 ? [] : [` And ${more} more: `, el('a', { href: '#/ops/alerts' }, 'all alerts'), '.']),
  ...(well || path !== null ? [] : [' Look again in a few seconds.']),
];

const stateText = ({ measured_at, stale }: Flow): string => {
  if (measured_at === null) return '';
  return stale ? `Kafka does not answer: as of ${timeText(measured_at)}.` : 'The lines show the last hour; each box leads to its details. realtime-service is not shown: what it misses is of no use later.';
};

/** The whole system in one picture, and whether all is well. */
export const flowPanel = (): Panel => {
  const verdict = el('p', { class: 'verdict', role: 'status' });
  const picture = el('div', { class: 'picture', tabindex: 0, role: 'region', 'aria-label': 'The flow of events' });
  const state = el('p', { class: 'muted' });
  const judge = whenChanged((flow: Flow) => {
    verdict.className = `verdict ${flow.verdict.well ? 'good' : 'bad'}`;
    verdict.replaceChildren(...verdictLine(flow));
  });
  const draw = whenChanged((flow: Flow) => {
    // What has the focus keeps it.
    const focused = [...picture.querySelectorAll('a')].findIndex((node) => node === document.activeElement);
    picture.replaceChildren(flowPicture(flow));
    if (focused >= 0) picture.querySelectorAll('a')[focused]?.focus();
    state.textContent = stateText(flow);
  });
  const load = async (): Promise<void> => {
    const flow = await get<Flow>('/ops/flow');
    judge({ ...flow, measured_at: null, services: [], topics: [], consumers: [] });
    draw(flow);
  };
  return createPanel({ id: 'flow', title: 'Flow', body: [verdict, picture, state], load });
};
