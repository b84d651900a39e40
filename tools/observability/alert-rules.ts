import { stringify } from 'yaml';
import type { Condition } from '../../services/ops-service/domain/conditions/condition.ts';
import { groups } from '../../services/ops-service/domain/conditions/index.ts';
import { recordings } from './recordings.ts';

const comment = `# Written by \`npm run observability\` from services/ops-service/domain/conditions and tools/observability/recordings.ts: change those.
# The labels \`job\` and \`app\` come from the scrape; ops-service names whom it speaks of by \`consumer\` or \`service\`.
`;

const alertOf = ([alert, { rule, severity, means, act }]: [string, Condition]): object[] =>
  rule === undefined
    ? []
    : [
        {
          alert,
          expr: rule.expr,
          for: rule.for,
          labels: { severity },
          annotations: { summary: rule.summary, description: `${means} ${act}`, runbook_url: `docs/alerts.md#${alert.toLowerCase()}` },
        },
      ];

/** The recordings and alerts of Prometheus. */
export const alertRules = (): { groups: object[] } => ({
  groups: [
    { name: 'todo.recordings', rules: recordings },
    ...Object.entries<Record<string, Condition>>(groups).map(([name, conditions]) => ({ name: `todo.${name}`, rules: Object.entries(conditions).flatMap(alertOf) })),
  ],
});

/** {@link alertRules} as Prometheus loads them. */
export const rulesFile = (): string => comment + stringify(alertRules(), { lineWidth: 0 });
