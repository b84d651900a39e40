import type { AlertKind } from '#contracts/http/ops/alerts';
import type { Condition } from './condition.ts';
import { events } from './events.ts';
import { outboxes } from './outboxes.ts';
import { parts } from './parts.ts';
import { people } from './people.ts';
import { redpanda } from './redpanda.ts';

/**
 * Everything that can alert. ops-service runs its checks by it; the rules of Prometheus,
 * the red of the dashboard and docs/alerts.md are written from it by `npm run
 * observability`. A name in CamelCase is that of a rule; what only ops-service looks for is
 * in snake_case.
 */
export const groups = { parts, events, outboxes, people, redpanda };

/** All of {@link groups} by name. */
export const conditions = { ...parts, ...events, ...outboxes, ...people, ...redpanda };

type OwnCondition = Condition & Required<Pick<Condition, 'own'>>;

const own = new Map(Object.values<Condition>(conditions).filter((condition): condition is OwnCondition => condition.own !== undefined).map((condition) => [condition.own.kind, condition]));

/** What ops-service itself looks for, by the kind of its alert. */
export const ownCondition = (kind: AlertKind): OwnCondition => {
  const condition = own.get(kind);
  if (condition === undefined) throw new Error(`there is no condition for ${kind}`);
  return condition;
};

/** How bad an alert of ops-service is. */
export const severityOf = (kind: AlertKind): 'error' | 'warning' => (ownCondition(kind).severity === 'critical' ? 'error' : 'warning');
