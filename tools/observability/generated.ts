import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { dashboard } from './dashboard.ts';
import { prometheusRule } from './prometheus-rule.ts';

const rules = join(projectRoot, 'observability/prometheus/rules.yaml');

/** What is made from other files, by where it stands in the project: text that `npm run observability` writes and a test compares. */
export const generated = (): Record<string, string> => ({
  'observability/grafana/dashboard.json': `${JSON.stringify(dashboard, null, 2)}\n`,
  'k8s/components/monitoring/prometheus-rule.yaml': prometheusRule(readFileSync(rules, 'utf8')),
});
