import type { Condition } from '../../services/ops-service/domain/conditions/condition.ts';
import { conditions } from '../../services/ops-service/domain/conditions/index.ts';

const head = `# Alerts

<!-- Written by \`npm run observability\` from services/ops-service/domain/conditions: change that. -->

Every alert and its limit is defined in one table: [services/ops-service/domain/conditions](../services/ops-service/domain/conditions). ops-service checks some of them itself and sends mails and webhooks
([operations.md](operations.md#alerts)); Prometheus, if you have it, checks nearly all ([observability.md](observability.md)). \`critical\`: people notice, or will soon; \`warning\`: look at it today.

| alert in Prometheus | in ops-service | severity | meaning |
|---|---|---|---|
`;

const linkTo = (name: string): string => `[${name}](#${name.toLowerCase()})`;

const row = ([name, { rule, own, severity, means }]: [string, Condition]): string =>
  `| ${rule === undefined ? '–' : linkTo(name)} | ${own === undefined ? '–' : rule === undefined ? linkTo(name) : `\`${own.kind}\``} | ${severity} | ${means} |\n`;

const looks = ({ rule, own }: Condition): string => {
  const parts = [
    ...(rule === undefined ? [] : [`Prometheus: ${rule.for === undefined ? 'at once' : `after ${rule.for}`}`]),
    ...(own === undefined ? [] : [`ops-service: \`${own.kind}\`, at ${own.rounds.bad === 1 ? 'one look' : `${own.rounds.bad} looks in a row`}${own.setting === undefined ? '' : `; \`${own.setting}\` sets another limit`}`]),
  ];
  return `*${parts.join('. ')}.*`;
};

const section = ([name, condition]: [string, Condition]): string => `\n## ${name}\n\n${condition.means}\n${condition.act}\n\n${looks(condition)}\n`;

/** The page on all alerts: a table, and a section for each, to which the rules link. */
export const alertsPage = (): string => {
  const all = Object.entries<Condition>(conditions);
  return head + all.map(row).join('') + all.map(section).join('');
};
