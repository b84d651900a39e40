import { rulesFile } from './alert-rules.ts';
import { alertsPage } from './alerts-page.ts';
import { dashboard } from './dashboard.ts';
import { prometheusRule } from './prometheus-rule.ts';

/** The generated files by path; `npm run observability` writes them and a test compares them. */
export const generated = (): Record<string, string> => ({
  'observability/prometheus/rules.yaml': rulesFile(),
  'observability/grafana/dashboard.json': `${JSON.stringify(dashboard, null, 2)}\n`,
  'k8s/components/monitoring/prometheus-rule.yaml': prometheusRule(),
  'docs/alerts.md': alertsPage(),
});
