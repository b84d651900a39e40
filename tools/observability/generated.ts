import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { alertRules } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';
import { prometheusRule } from './prometheus-rule.ts';

const template = join(projectRoot, 'observability/prometheus/rules.template.yaml');

/** What is made from other files, by where it stands in the project: text that `npm run observability` writes and a test compares. */
export const generated = (): Record<string, string> => {
  const rules = alertRules(readFileSync(template, 'utf8'));
  return {
    'observability/prometheus/rules.yaml': rules,
    'observability/grafana/dashboard.json': `${JSON.stringify(dashboard, null, 2)}\n`,
    'k8s/components/monitoring/prometheus-rule.yaml': prometheusRule(rules),
  };
};
