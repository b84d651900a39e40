import { describe, expect, it } from 'vitest';
import { dashboard } from '../../tools/observability/dashboard.ts';
import { rows } from '../../tools/observability/rows.ts';
import { knownMetrics, labelsOfResult } from './known-metrics.ts';
import { namesIn } from './promql.ts';
import { alerts, recordings } from './rules.ts';

const metrics = await knownMetrics();
const queries = rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries.map((query) => ({ name: panel.title, ...query }))));
const expressions = [
  ...recordings.map(({ record, expr }) => ({ name: record, expr })),
  ...alerts.map(({ alert, expr }) => ({ name: alert, expr })),
  ...queries,
];

/** Names in an expression that nobody serves: a metric, or a label that its metrics do not have. */
const unknownIn = (expr: string): string[] => {
  const { selectors, groupings } = namesIn(expr);
  const unknown = selectors.filter(({ metric }) => !metrics.has(metric)).map(({ metric }) => metric);
  const chosenBy = selectors.flatMap(({ metric, labels }) => labels.filter((label) => metrics.get(metric)?.has(label) === false).map((label) => `${metric}{${label}}`));
  const all = new Set(selectors.flatMap(({ metric }) => [...(metrics.get(metric) ?? [])]));
  return [...unknown, ...chosenBy, ...groupings.flat().filter((label) => !all.has(label))];
};

describe('rules and dashboard', () => {
  it.each(expressions)('read in $name only what is served', ({ expr }) => expect(unknownIn(expr)).toEqual([]));

  it.each(alerts)('name in $alert only labels that it has', ({ expr, annotations }) => {
    const named = [...JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label!);
    expect(named.filter((label) => !labelsOfResult(expr, metrics).has(label))).toEqual([]);
  });

  it.each(queries)('tell the lines of $name apart by labels that they have', ({ expr, legend }) => {
    const named = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!);
    expect(named.filter((label) => !labelsOfResult(expr, metrics).has(label))).toEqual([]);
  });

  it('would notice a metric or a label that is misspelt', () => {
    expect(unknownIn('rate(events_handeld_total[5m])')).toEqual(['events_handeld_total']);
    expect(unknownIn('sum by (ap) (events_handled_total{outcom="failed"})')).toEqual(['events_handled_total{outcom}', 'ap']);
  });
});

describe('the dashboard', () => {
  const panels = dashboard.panels as { id: number; title: string; gridPos: { x: number; y: number; w: number; h: number } }[];

  it('gives each panel an id and a place of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`));
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });

  it('says of each panel what it shows', () => {
    for (const { title, description } of rows.flatMap(({ panels }) => panels)) expect(`${title}: ${description}`).toMatch(/: .{10,}\.$/);
  });
});
