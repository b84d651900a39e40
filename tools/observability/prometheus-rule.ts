import { stringify } from 'yaml';
import { alertRules } from './alert-rules.ts';

const comment = `# Written by \`npm run observability\` as observability/prometheus/rules.yaml: see there.\n`;

/** The rules of Prometheus as a resource of the Prometheus Operator. */
export const prometheusRule = (): string => {
  // The label is the one that kube-prometheus-stack looks for.
  const metadata = { name: 'todo', namespace: 'todo', labels: { release: 'kube-prometheus-stack' } };
  const resource = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: alertRules() };
  return comment + stringify(resource, { lineWidth: 0 });
};
