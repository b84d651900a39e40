import type { Alert } from '../../contracts/http/ops/alerts.ts';
import { get } from '../api.ts';
import { el } from '../dom.ts';
import { timeText } from '../format.ts';
import { createPanel, whenChanged, type Panel } from './panel.ts';
import { hashOf } from './route.ts';

const whenText = ({ state, fired_at, resolved_at }: Alert): string => {
  const at = state === 'firing' ? fired_at : resolved_at;
  return at === null ? '' : ` ${state === 'firing' ? 'since' : 'over since'} ${timeText(at)}`;
};

const row = (alert: Alert): HTMLElement =>
  el('li', { class: `alert ${alert.state} ${alert.severity}` }, el('a', { href: hashOf(alert.path) }, alert.summary), el('small', { class: 'muted' }, whenText(alert)));

const stateText = (firing: number): string => {
  if (firing === 0) return 'Nothing is wrong.';
  return firing === 1 ? '1 alert fires.' : `${firing} alerts fire.`;
};

/** What is wrong now, and what was in the last days. */
export const alertsPanel = (): Panel => {
  const state = el('p', { class: 'muted', role: 'status' });
  const firing = el('ul', { class: 'alerts' });
  const over = el('ul', { class: 'alerts' });
  const earlier = el('details', {}, el('summary', {}, 'Over by now'), over);
  const draw = whenChanged((unsorted: Alert[]) => {
    // Errors before warnings, each as they came: the newest first.
    const items = unsorted.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
    const rowsOf = (wanted: Alert['state']): HTMLElement[] => items.filter(({ state }) => state === wanted).map(row);
    firing.replaceChildren(...rowsOf('firing'));
    over.replaceChildren(...rowsOf('resolved'));
    state.textContent = stateText(firing.children.length);
    earlier.hidden = over.children.length === 0;
  });
  const load = async (): Promise<void> => draw((await get<{ items: Alert[] }>('/ops/alerts')).items);
  return createPanel({ id: 'alerts', title: 'Alerts', body: [state, firing, earlier], load });
};
