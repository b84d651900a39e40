import type { Finding, Findings, Unknown } from './alert.ts';
import { finding } from './finding.ts';
import type { Facts, Limits, OpenGroup, OutboxFacts } from './alert-facts.ts';
import { checkLag } from './alert-lag.ts';
import { conditions } from './conditions/index.ts';
import type { Tick } from './tick.ts';

const longestPauseMs = conditions.ClockStopped.limit * 1_000;

const deadLetters = (group: OpenGroup): Finding => {
  const { fingerprint, consumer, event_type, reason, message, count } = group;
  const who = consumer === '' ? 'an unknown consumer' : consumer;
  const events = count === 1 ? '1 event' : `${count} events`;
  return finding({
    kind: 'dead_letters',
    subject: fingerprint,
      summary: `${events} of type ${event_type ?? 'unknown'} could not be handled by ${who} (${reason})`,
    details: {
      group: fingerprint, count, consumer: who, event_type, reason, message,
      first_failed_at: group.first_failed_at.toISOString(), last_failed_at: group.last_failed_at.toISOString(),
    },
    path: `/ops/dead-letters?group=${encodeURIComponent(fingerprint)}`,
    command: `list --group ${fingerprint}`,
    latest: group.last_failed_at.toISOString(),
  });
};

const inOutbox = (kind: 'outbox_age' | 'outbox_parked', { service, waiting, parked, oldest_age }: OutboxFacts, summary: string): Finding =>
  finding({
    kind,
    subject: service,
    summary,
    details: { service, waiting, parked, oldest_age_seconds: oldest_age === null ? null : Math.round(oldest_age) },
    path: `/ops/outbox?service=${encodeURIComponent(service)}`,
    command: kind === 'outbox_parked' ? `outbox retry ${service}` : 'outbox',
  });

/**
 * More groups than this share one alert: they probably have one cause, and nobody would
 * read a mail about each.
 */
const mostGroups = 5;

/** The subject of the alert on all groups together. */
export const manyGroups = 'many';

const allDeadLetters = (groups: readonly OpenGroup[]): Finding => {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const largest = [...groups].sort((a, b) => b.count - a.count).slice(0, 10);
  const latest = groups.map(({ last_failed_at }) => last_failed_at.toISOString()).sort().at(-1)!;
  return finding({
    kind: 'dead_letters',
    subject: manyGroups,
      summary: `${count} events of ${groups.length} groups could not be handled`,
    details: { groups: groups.length, count, ...Object.fromEntries(largest.map((group) => [group.fingerprint.slice(0, 12), deadLetters(group).summary])) },
    path: '/ops/dead-letters',
    command: 'groups',
    latest,
  });
};

/** One alert per group; once there are many, one for all of them until the last is dealt with. */
const checkDeadLetters = ({ groups, together }: Facts): Findings =>
  groups.length > mostGroups || (together && groups.length > 0)
    ? { bad: [allDeadLetters(groups)], unknown: [{ kind: 'dead_letters', subject: null, except: [manyGroups] }] }
    : { bad: groups.map(deadLetters), unknown: [] };

const checkOutboxes = (outboxes: readonly OutboxFacts[], ageSeconds: number): Findings => {
  const bad: Finding[] = [];
  for (const outbox of outboxes) {
    const { service, oldest_age, parked } = outbox;
    if ((oldest_age ?? 0) > ageSeconds) {
      bad.push(inOutbox('outbox_age', outbox, `the oldest event of ${service} has waited ${Math.round(oldest_age!)} s to be published (limit ${ageSeconds} s)`));
    }
    if ((parked ?? 0) > 0) bad.push(inOutbox('outbox_parked', outbox, `the broker refused ${parked} event(s) of ${service} for good; they wait for another try by hand`));
  }
  const away = outboxes.filter(({ reachable }) => !reachable);
  const unknown = away.flatMap(({ service }): Unknown[] => [{ kind: 'outbox_age', subject: service }, { kind: 'outbox_parked', subject: service }]);
  return { bad, unknown };
};

const nameOf = ({ service, clock }: Tick): string => `${service}/${clock}`;

const stopped = (tick: Tick): Finding =>
  finding({
    kind: 'clock_stopped',
    subject: nameOf(tick),
    summary: `the clock ${tick.clock} of ${tick.service} has not ticked since ${tick.ticked_at}: what comes due is not sent`,
    details: { service: tick.service, clock: tick.clock, ticked_at: tick.ticked_at },
    path: '/ops/flow',
    command: 'lag',
  });

/**
 * While the broker does not answer, nobody is asked for clocks either; and silence about a
 * clock does not mean that it is well.
 */
const checkClocks = ({ clocks, lag, now }: Facts): Findings => {
  if (lag.stale) return { bad: [], unknown: [{ kind: 'clock_stopped', subject: null }] };
  return {
    bad: clocks.filter(({ ticked_at }) => now - Date.parse(ticked_at) > longestPauseMs).map(stopped),
    unknown: [{ kind: 'clock_stopped', subject: null, except: clocks.map(nameOf) }],
  };
};

/** Everything that is wrong, and what is unknown. */
export const check = (facts: Facts, limits: Limits): Findings => {
  const all = [
    checkDeadLetters(facts),
    checkLag(facts, limits),
    checkOutboxes(facts.outboxes, limits.outboxAgeSeconds),
    checkClocks(facts),
  ];
  return { bad: all.flatMap(({ bad }) => bad), unknown: all.flatMap(({ unknown }) => unknown) };
};
