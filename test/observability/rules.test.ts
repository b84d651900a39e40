import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { findPromtool } from '../harness/promtool.ts';
import { alerts } from './rules.ts';

interface ExpressionTest {
  expr: string;
  exp_samples: { labels: string }[];
}

const file = join(projectRoot, 'observability/prometheus/rules.test.yaml');
const tests = parse(readFileSync(file, 'utf8')) as { tests: { promql_expr_test?: ExpressionTest[] }[] };
const expressions = tests.tests.flatMap(({ promql_expr_test = [] }) => promql_expr_test).filter(({ expr }) => expr.startsWith('ALERTS'));
const promtool = await findPromtool();

const asksFor = (alert: string) => ({ expr }: ExpressionTest): boolean => {
  const [, operator, name] = /alertname(=~?)"([^"]+)"/.exec(expr) ?? [];
  if (name === undefined) return true;
  return operator === '=' ? name === alert : new RegExp(`^(${name})$`).test(alert);
};
const fires = (alert: string) => ({ exp_samples }: ExpressionTest): boolean => exp_samples.some(({ labels }) => labels.includes(`alertname="${alert}"`));

describe('the alert rules', () => {
  // If neither promtool nor Go is here, `npm test` says what to install.
  it.runIf(promtool !== undefined)('pass the tests of promtool', { timeout: 120_000 }, async () => {
    const { ok, output } = await promtool!(file);
    expect({ ok, output }).toMatchObject({ ok: true });
  });

  it.each(alerts.map(({ alert }) => alert))('are tested where %s fires and where it does not', (alert) => {
    const about = expressions.filter(asksFor(alert));
    expect(about.some(fires(alert))).toBe(true);
    expect(about.some((test) => !fires(alert)(test))).toBe(true);
  });

  it.each(alerts)('say of $alert how bad it is, what happened, what to do and where to read on', ({ labels, annotations }) => {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary.length).toBeGreaterThan(10);
    expect(annotations.description).toMatch(/^[A-Z0-9`"].*\.$/);
    const [page, anchor] = annotations.runbook_url.split('#') as [string, string];
    const headings = [...readFileSync(join(projectRoot, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase());
    expect(headings).toContain(anchor);
  });
});
