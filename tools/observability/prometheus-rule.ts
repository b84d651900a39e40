import { parse, stringify } from 'yaml';

const comment = `# Written by \`npm run observability\` from observability/prometheus/rules.template.yaml: change that file, which says more.\n`;

/** The rules of Prometheus as a resource of the Prometheus Operator. */
export const prometheusRule = (rules: string): string => {
  const { groups } = parse(rules) as { groups: object[] };
  // The label is the one that kube-prometheus-stack looks for.
  const metadata = { name: 'todo', namespace: 'todo', labels: { release: 'kube-prometheus-stack' } };
  const resource = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: { groups } };
  return comment + stringify(resource, { lineWidth: 0 });
};
