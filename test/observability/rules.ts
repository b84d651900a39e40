import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** A recording rule. */
export interface Recording {
  record: string;
  expr: string;
}

/** An alerting rule. */
export interface Alert {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; description: string; runbook_url: string };
}

const { groups } = parse(readFileSync(join(projectRoot, 'observability/prometheus/rules.yaml'), 'utf8')) as { groups: { rules: (Recording | Alert)[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** The recording rules of observability/prometheus/rules.yaml. */
export const recordings = rules.filter((rule) => 'record' in rule);

/** Its alerts. */
export const alerts = rules.filter((rule) => 'alert' in rule);
