import { el } from '../dom.ts';
import type { View } from '../view.ts';
import { alertsPanel } from './alerts.ts';
import { bulkPanel } from './bulk.ts';
import { dossierPanel } from './dossier.ts';
import { failuresPanel } from './failures.ts';
import { flowPanel } from './flow.ts';
import { groupsPanel } from './groups.ts';
import { lagPanel } from './lag.ts';
import { outboxPanel } from './outbox.ts';
import type { Panel } from './panel.ts';
import type { OpsRoute } from './route.ts';
import { trailPanel } from './trail.ts';
import { whatMayI } from './what-may-i.ts';

const readEveryMs = 5_000;

/**
 * Loads panels again regularly while the page is visible; returns a function that ends
 * it.
 */
const keepReading = (panels: readonly Panel[]): (() => void) => {
  const read = (): void => {
    if (document.visibilityState === 'visible') for (const panel of panels) void panel.refresh();
  };
  const timer = setInterval(read, readEveryMs);
  document.addEventListener('visibilitychange', read);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', read);
  };
};

interface Panels {
  /** Those over the whole width. */
  top: Panel[];
  main: Panel[];
  side: Panel[];
  /** Those that are loaded again regularly. */
  byClock: Panel[];
}

const overview = ({ panel, filter: asked }: Extract<OpsRoute, { kind: 'overview' }>): Panels => {
  // The filter in an address is for the panel that it names.
  const of = (id: string): Record<string, string> => (panel === id ? asked : {});
  const failures = failuresPanel(of('dead-letters'));
  const refresh = (): Promise<unknown> => Promise.all([groups.refresh(), bulk.refresh(), failures.refresh()]);
  const groups = groupsPanel({
    onShow: (group) => void failures.show({ group }).then(() => failures.element.scrollIntoView({ behavior: 'smooth' })),
    onChanged: refresh,
  });
  const bulk = bulkPanel(() => void refresh());
  const top = [flowPanel()];
  const side = [alertsPanel(), lagPanel(of('lag')), outboxPanel(of('outbox')['service'])];
  const main = [groups, bulk, failures];
  const wanted = [...top, ...main, ...side].find(({ element }) => element.dataset['panel'] === panel);
  // Not in the page yet.
  queueMicrotask(() => wanted?.element.scrollIntoView());
  void failures.refresh();
  return { top, main, side, byClock: [...top, groups, bulk, ...side] };
};

const alone = (panel: Panel): Panels => ({ top: [], main: [panel], side: [], byClock: [panel] });

const panelsOf = (route: OpsRoute): Panels => {
  if (route.kind === 'overview') return overview(route);
  return alone(route.kind === 'failure' ? dossierPanel(route.id) : trailPanel(route.id));
};

/** The operator's page, for administrators. */
export const opsView = (route: OpsRoute): View => {
  const { top, main, side, byClock } = panelsOf(route);
  for (const panel of byClock) void panel.refresh();
  const column = (panels: readonly Panel[]): HTMLElement | null => (panels.length === 0 ? null : el('div', { class: 'column' }, ...panels.map(({ element }) => element)));
  const whole = top.map(({ element }) => element);
  for (const element of whole) element.classList.add('whole');
  return { element: el('div', { class: `ops ${route.kind}` }, whatMayI(route.kind), ...whole, column(main), column(side)), leave: keepReading(byClock) };
};
